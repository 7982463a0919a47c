using DiffusionTextures.Inference;

namespace DiffusionTextures.Tests.Inference;

public class TensorBufferTests
{
    [TestCase(100_000L, 100_000L)]
    [TestCase(long.MaxValue / 8, 16L)]
    [TestCase(600_000_000L, 1L)]
    public void New_MoreThanATensorMayHave_SaysWhatToDo(long rows, long columns)
    {
        var spec = new TensorSpec("sample", TensorElement.Float32, [-1, -1], ["rows", "columns"]);
        Assert.That(() => new TensorBuffer(spec, [rows, columns]), Throws.TypeOf<InferenceException>().With.Message.Contains("'sample'").And.Message.Contains("smaller"));
    }

    [Test]
    public void Upload_HalfFloat_RoundTrips()
    {
        using var buffer = new TensorBuffer(new TensorSpec("sample", TensorElement.Float16, [2], [""]), [2]);
        buffer.Values[0] = 0.5f;
        buffer.Values[1] = -3;
        buffer.Upload();
        buffer.Values.Clear();
        buffer.Download();
        Assert.That(buffer.Values.ToArray(), Is.EqualTo(new[] { 0.5f, -3f }));
    }
}
