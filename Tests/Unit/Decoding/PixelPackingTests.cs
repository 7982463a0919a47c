using System.Numerics;
using System.Runtime.InteropServices;
using DiffusionTextures.Compatibility;
using DiffusionTextures.Decoding;
using DiffusionTextures.Tests.Materials;

namespace DiffusionTextures.Tests.Decoding;

public class PixelPackingTests
{
    [Test]
    public void SignedToRgba8_GoldenDecoderOutput_EqualsTheGoldenBytes()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Data", "e2e");
        var planes = MemoryMarshal.Cast<byte, float>(NpyContent(Path.Combine(folder, "t2i_ddim_image.npy")));
        var expected = NpyContent(Path.Combine(folder, "t2i_ddim_image_u8.npy"));
        var rgba = new byte[planes.Length / 3 * 4];
        PixelPacking.SignedToRgba8(planes, rgba);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.That(rgba[i / 3 * 4 + i % 3], Is.EqualTo(expected[i]), $"byte {i}");
        }
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    [TestCase(1003)]
    public void SignedToRgba8_AnyLength_RoundsHalfToEven(int count)
    {
        var planes = ProceduralHeights.Noise(count * 3, 7, -1.5f, 1.5f);
        planes[0] = float.NaN;
        var rgba = new byte[count * 4];
        PixelPacking.SignedToRgba8(planes, rgba);
        for (var i = 0; i < count * 3; i++)
        {
            var unit = planes[i] * 0.5f + 0.5f;
            var expected = float.IsNaN(unit) ? 0 : (byte)MathF.Round(Math.Clamp(unit, 0, 1) * 255f, MidpointRounding.ToEven);
            Assert.That(rgba[i % count * 4 + i / count], Is.EqualTo(expected), $"element {i}: {planes[i]}");
        }

        Assert.That(rgba.Where((_, i) => i % 4 == 3), Has.All.EqualTo(255));
    }

    [TestCase(1)]
    [TestCase(33)]
    [TestCase(1003)]
    public void UnitTo_AnyLength_RoundsHalfToEven(int count)
    {
        var plane = ProceduralHeights.Noise(count, 8, -0.2f, 1.2f);
        plane[count / 2] = 0.5f;
        var r8 = new byte[count];
        var r16 = new byte[count * 2];
        var rgba = new byte[count * 4];
        PixelPacking.UnitToR8(plane, r8);
        PixelPacking.UnitToR16(plane, r16);
        PixelPacking.UnitToRgba8(plane, rgba);
        for (var i = 0; i < count; i++)
        {
            var unit = Math.Clamp(plane[i], 0, 1);
            var code = (byte)MathF.Round(unit * 255f, MidpointRounding.ToEven);
            Assert.That(r8[i], Is.EqualTo(code));
            Assert.That(rgba[(i * 4)..(i * 4 + 4)], Is.EqualTo(new byte[] { code, code, code, 255 }));
            Assert.That(BitConverter.ToUInt16(r16, i * 2), Is.EqualTo((ushort)MathF.Round(unit * 65535f, MidpointRounding.ToEven)));
        }
    }

    [Test]
    public void FromSingle_EveryHalfAndTheNumbersBetween_AgreesWithThePlatform()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            var single = (float)half;
            if (Half.IsNaN(half))
            {
                Assert.That(float.IsNaN(HalfFloat.ToSingle((ushort)bits)), Is.True);
                Assert.That((HalfFloat.FromSingle(single) & 0x7FFF) > 0x7C00, Is.True);
                continue;
            }

            Assert.That(HalfFloat.ToSingle((ushort)bits), Is.EqualTo(single));
            foreach (var near in new[] { single, MathF.BitIncrement(single), MathF.BitDecrement(single), single * 1.0004883f, single * 1.0002f, single + 3e-8f })
            {
                Assert.That(HalfFloat.FromSingle(near), Is.EqualTo(BitConverter.HalfToUInt16Bits((Half)near)), $"{near:r}");
            }
        }
    }

    [Test]
    public void FromSingle_Lanes_AgreeWithOneByOne()
    {
        var lanes = new float[Vector<float>.Count];
        var codes = new int[lanes.Length];
        for (var bits = 0L; bits <= uint.MaxValue; bits += 9973 * lanes.Length)
        {
            for (var i = 0; i < lanes.Length; i++)
            {
                // Every exponent, and the ties between two halves.
                var near = (uint)(bits + (9973 * i));
                lanes[i] = BitConverter.UInt32BitsToSingle(i % 2 == 0 ? near : (near & 0xFFFFE000) | 0x1000);
            }

            HalfFloat.FromSingle(new Vector<float>(lanes)).CopyTo(codes);
            for (var i = 0; i < lanes.Length; i++)
            {
                if (codes[i] != HalfFloat.FromSingle(lanes[i]))
                {
                    Assert.Fail($"{lanes[i]:r} became {codes[i]:X}, not {HalfFloat.FromSingle(lanes[i]):X}");
                }
            }
        }
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(1003)]
    public void ToRgba16Float_AnyLength_IsEachChannelAndOne(int count)
    {
        var planes = ProceduralHeights.Noise(count * 3, 4, -1.2f, 1.2f);
        var (plain, linear) = (new byte[count * 8], new byte[count * 8]);
        HalfPacking.ToRgba16Float(planes, plain);
        HalfPacking.SignedSrgbToLinearRgba16Float(planes, linear);
        for (var i = 0; i < count * 4; i++)
        {
            var (texel, channel) = (i / 4, i % 4);
            var value = channel == 3 ? 1f : planes[channel * count + texel];
            var light = channel == 3 ? 1f : SrgbTransfer.ToLinear(Math.Clamp((value * 0.5f) + 0.5f, 0, 1));
            Assert.That(BitConverter.ToHalf(plain, i * 2), Is.EqualTo((Half)value));
            Assert.That(BitConverter.ToHalf(linear, i * 2), Is.EqualTo((Half)light));
        }
    }

    [Test]
    public void ToRgba16Float_EveryKindOfNumber_IsAsOneByOne()
    {
        float[] special = [0, -0f, 6.1e-5f, -6.1e-5f, 3e-8f, 2.9e-8f, 65504, 65519.99f, 65520, -1e9f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon];
        var random = new Random(3);
        var planes = new float[3 * 1003];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = random.Next(3) switch
            {
                0 => special[random.Next(special.Length)],
                1 => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
                _ => random.NextSingle(),
            };
        }

        var (color, gray, linear) = (new byte[1003 * 8], new byte[1003 * 8], new byte[1003 * 8]);
        HalfPacking.ToRgba16Float(planes, color);
        HalfPacking.GrayToRgba16Float(planes.AsSpan(0, 1003), gray);
        HalfPacking.SignedSrgbToLinearRgba16Float(planes, linear);
        for (var i = 0; i < planes.Length; i++)
        {
            var (channel, texel) = (i / 1003, i % 1003);
            var unit = (planes[i] * 0.5f) + 0.5f;
            var light = SrgbTransfer.ToLinear(unit > 0 ? Math.Min(unit, 1) : 0);
            Assert.That(BitConverter.ToUInt16(color, (texel * 8) + (channel * 2)), Is.EqualTo(HalfFloat.FromSingle(planes[i])), $"{planes[i]:r}");
            Assert.That(BitConverter.ToUInt16(gray, (texel * 8) + (channel * 2)), Is.EqualTo(HalfFloat.FromSingle(planes[texel])), $"{planes[texel]:r}");
            Assert.That(BitConverter.ToUInt16(linear, (texel * 8) + (channel * 2)), Is.EqualTo(HalfFloat.FromSingle(light)), $"{planes[i]:r}");
        }
    }

    [Test]
    public void UnitToR8_WhatIsNoNumber_IsZeroAndInfinityIsClamped()
    {
        float[] values = [float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, -0f, 2f, -1e-30f];
        byte[] expected = [0, 0, 255, 0, 255, 0, 0, 255, 0];
        var plane = Enumerable.Range(0, 40).SelectMany(_ => values).ToArray();
        var codes = new byte[plane.Length];
        PixelPacking.UnitToR8(plane, codes);
        Assert.That(codes, Is.EqualTo(Enumerable.Range(0, 40).SelectMany(_ => expected)));
    }

    [Test]
    public void ToLinear_WholeRange_IsTheStandardsCurve()
    {
        for (var i = 0; i <= 100000; i++)
        {
            var encoded = i / 100000f;
            Assert.That(SrgbTransfer.ToLinear(encoded), Is.EqualTo(SrgbTransfer.Decode(encoded)).Within(2e-7));
            Assert.That(SrgbTransfer.ToCode(encoded), Is.EqualTo(SrgbTransfer.Encode(encoded) * 255).Within(0.50001));
        }

        for (var code = 0; code < 256; code++)
        {
            Assert.That(SrgbTransfer.ToCode(SrgbTransfer.ToLinear((byte)code)), Is.EqualTo(code));
        }
    }

    private static byte[] NpyContent(string path)
    {
        var file = File.ReadAllBytes(path);
        return file[(10 + BitConverter.ToUInt16(file, 8))..];
    }
}
