using System.Text;

namespace DiffusionTextures.Tests.Latents;

public class FloatTensorTests
{
    private string _path = "";

    [SetUp]
    public void ChoosePath() => _path = Path.Combine(Directory.CreateTempSubdirectory("tensor-").FullName, "t.npy");

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [TestCase(new int[0])]
    [TestCase(new[] { 3 })]
    [TestCase(new[] { 2, 0, 5 })]
    [TestCase(new[] { 1, 4, 8, 8 })]
    public void Load_WhatWasSaved_IsTheSame(int[] shape)
    {
        var tensor = new FloatTensor(shape);
        for (var i = 0; i < tensor.Span.Length; i++)
        {
            tensor.Span[i] = i / 7f;
        }

        tensor.Save(_path);
        tensor.Save(_path);
        var loaded = FloatTensor.Load(_path);

        Assert.That(loaded.Shape, Is.EqualTo(shape));
        Assert.That(loaded.Span.ToArray(), Is.EqualTo(tensor.Span.ToArray()));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(_path)!), Has.Length.EqualTo(1), "no temporary file is left");
        Assert.That(File.ReadAllBytes(_path).Length - (4 * tensor.Span.Length), Is.Zero.Or.EqualTo(128).Or.EqualTo(64));
    }

    [TestCase("|u1", new byte[] { 0, 255 }, new[] { 0f, 255f })]
    [TestCase("<i8", new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 7, 0, 0, 0, 0, 0, 0, 0 }, new[] { -1f, 7f })]
    [TestCase("<f2", new byte[] { 0x00, 0xC0, 0x01, 0x00 }, new[] { -2f, 5.9604645e-08f })]
    [TestCase("<f2", new byte[] { 0x00, 0x7C, 0xFF, 0x7B }, new[] { float.PositiveInfinity, 65504f })]
    [TestCase("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 1.5f, 0f })]
    public void Load_OtherElementTypes_BecomeFloats(string type, byte[] data, float[] expected)
    {
        for (byte version = 1; version <= 3; version++)
        {
            Write($"{{'descr': '{type}', 'fortran_order': False, 'shape': (2,), }}", data, version);
            Assert.That(FloatTensor.Load(_path).Span.ToArray(), Is.EqualTo(expected));
        }
    }

    [TestCase("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }", "Fortran")]
    [TestCase("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }", ">f4")]
    [TestCase("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "descr")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "12")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "cut short or damaged")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", "shape")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }", "shape")]
    [TestCase("", "descr")]
    public void Load_HeaderThatDoesNotFit_SaysWhy(string header, string expected)
    {
        Write(header, new byte[8], 1);

        Assert.That(() => FloatTensor.Load(_path), Throws.TypeOf<InvalidDataException>().With.Message.Contains(expected));
    }

    [Test]
    public void Load_CutAnywhere_IsInvalidData()
    {
        new FloatTensor(2, 2).Save(_path);
        var whole = File.ReadAllBytes(_path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.That(() => FloatTensor.Load(_path), Throws.TypeOf<InvalidDataException>());
        }
    }

    [Test]
    public void Constructor_ShapeOfAnotherSize_IsRejected() =>
        Assert.That(() => new FloatTensor(new float[5], 2, 3), Throws.ArgumentException.With.Message.Contains("[2,3]"));

    private void Write(string header, byte[] data, byte version)
    {
        var text = Encoding.ASCII.GetBytes(header + "\n");
        byte[] length = version == 1 ? [(byte)text.Length, 0] : [(byte)text.Length, 0, 0, 0];
        File.WriteAllBytes(_path, [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. data]);
    }
}
