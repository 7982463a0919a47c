using System.Text;
using DiffusionTextures.Adapters;
using DiffusionTextures.Graphs;

namespace DiffusionTextures.Tests.Graphs;

public class HostileFileTests
{
    [Test]
    public void Readers_MutatedFiles_ReadOrRefuse() => TestContext.Out.WriteLine(MutationFuzz.Run(4000, 1));

    [Explicit("Minutes: the long form of the test above.")]
    [Test]
    public void Readers_TwoHundredThousandMutatedFiles_ReadOrRefuse() => TestContext.Out.WriteLine(MutationFuzz.Run(200_000, 2));

    [TestCase("../weights.bin")]
    [TestCase("sub/../../weights.bin")]
    [TestCase("/etc/passwd")]
    [TestCase("C:\\weights.bin")]
    [TestCase("\\\\host\\share")]
    public void Open_ExternalPathOutsideTheFolder_Throws(string location)
    {
        string path = Write("outside", Model(Tensor("w", [4], external: (location, "0", "16"))));

        Assert.That(() => OnnxModel.Open(path), Throws.TypeOf<ModelException>().With.Message.Contains(location));
    }

    [Test]
    public void Open_ExternalLink_Throws()
    {
        string path = Write("link", Model(Tensor("w", [4], external: ("weights.bin", "0", "16"))));
        string secret = Path.Combine(Path.GetDirectoryName(path)!, "..", "secret.bin"), link = Path.Combine(Path.GetDirectoryName(path)!, "weights.bin");
        File.WriteAllBytes(secret, new byte[16]);
        File.Delete(link);
        File.CreateSymbolicLink(link, secret);

        Assert.That(() => OnnxModel.Open(path), Throws.TypeOf<ModelException>().With.Message.Contains("link"));
    }

    [TestCase("0", "17")]
    [TestCase("8", "16")]
    [TestCase("9223372036854775807", "16")]
    [TestCase("-1", "16")]
    public void Open_ExternalRangePastTheEnd_Throws(string offset, string length)
    {
        string path = Write("range", Model(Tensor("w", [4], external: ("data.bin", offset, length))));
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "data.bin"), new byte[16]);

        Assert.That(() => OnnxModel.Open(path), Throws.TypeOf<ModelException>());
    }

    [Test]
    public void Read_ImpossibleDims_Throw([Values(1_000_000_000L, -1L, long.MaxValue)] long dim) =>
        Assert.That(() => Read(Model(Tensor("w", [dim, dim], raw: new byte[16]))), Throws.TypeOf<ModelException>());

    [Test]
    public void Read_ABillionDims_Throws()
    {
        var tensor = new WireWriter();
        tensor.BytesToFill(1, 100_000).Fill(1);
        Assert.That(() => Read(Model(tensor.ToArray())), Throws.TypeOf<ModelException>().With.Message.Contains("64 dimensions"));
    }

    [Test]
    public void Read_TwoWeightsOfOneName_Throws() =>
        Assert.That(() => Read(Model([Tensor("w", [4], raw: new byte[16]), Tensor("w", [4], raw: new byte[16])], [])), Throws.TypeOf<ModelException>().With.Message.Contains("two initializers"));

    [Test]
    public void Read_Cycle_Throws() =>
        Assert.That(() => Read(Model([], [Node("a", "y", "x"), Node("b", "x", "y")])), Throws.TypeOf<ModelException>().With.Message.Contains("its own output"));

    [Test]
    public void Read_LongChain_IsNoStackOverflow()
    {
        byte[][] nodes = [.. Enumerable.Range(0, 50_000).Reverse().Select(i => Node("n" + i, "v" + i, "v" + (i + 1)))];
        Assert.That(Read(Model([Tensor("v0", [4], raw: new byte[16])], nodes)).Graph.Nodes, Has.Count.EqualTo(50_000));
    }

    [Test]
    public void Read_DeepSubgraphs_Throw()
    {
        byte[] graph = [];
        for (int i = 0; i < 1000; i++)
        {
            var attribute = new WireWriter();
            attribute.Bytes(6, graph);
            var node = new WireWriter();
            node.String(4, "If");
            node.Bytes(5, attribute.Written);
            var outer = new WireWriter();
            outer.Bytes(1, node.Written);
            graph = outer.ToArray();
        }
        var model = new WireWriter();
        model.Bytes(7, graph);
        model.Bytes(8, [16, 14]);
        Assert.That(() => Read(model.ToArray()), Throws.TypeOf<ModelException>().With.Message.Contains("nested deeper"));
    }

    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8)]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12)]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,16]}}", 16)]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4)]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000,1000000000,1000000000],\"data_offsets\":[0,8]}}", 8)]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8)]
    [TestCase("{\"a\":{\"dtype\":\"PICKLE\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8)]
    [TestCase("[[[[[[", 0)]
    public void Safetensors_HeaderThatLies_Throws(string header, int data) =>
        Assert.That(() => Safetensors(header, data), Throws.TypeOf<ModelException>());

    [Test]
    public void Safetensors_Pickles_AreNamedAndRefused()
    {
        byte[] zip = [(byte)'P', (byte)'K', 3, 4, 0, 0, 8, 8, 0, 0], pickle = [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46];
        Assert.That(() => SafetensorsFile.Read(zip, "a.pt"), Throws.TypeOf<ModelException>().With.Message.Contains("run code"));
        Assert.That(() => SafetensorsFile.Read(pickle, "a.ckpt"), Throws.TypeOf<ModelException>().With.Message.Contains("run code"));
    }

    [Test]
    public void Safetensors_HeaderThatStartsLikeAPickle_IsRead()
    {
        string header = "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}".PadRight(0x280);
        SafetensorsFile file = Safetensors(header, 4);
        Assert.That(file.Floats(file.Find("a")!), Is.EqualTo(new float[2]));
    }

    private static SafetensorsFile Safetensors(string header, int data) =>
        SafetensorsFile.Read([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[data]], "made.safetensors");

    private static OnnxModel Read(byte[] bytes) => OnnxModel.Read(new MemoryStream(bytes), "made.onnx");

    private static string Write(string folder, byte[] bytes)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "hostile", folder, "model.onnx");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Model(params byte[][] tensors) => Model(tensors, []);

    private static byte[] Model(byte[][] tensors, byte[][] nodes)
    {
        var graph = new WireWriter();
        foreach (byte[] node in nodes)
            graph.Bytes(1, node);
        foreach (byte[] tensor in tensors)
            graph.Bytes(5, tensor);
        var model = new WireWriter();
        model.Bytes(7, graph.Written);
        model.Bytes(8, [16, 14]);
        return model.ToArray();
    }

    private static byte[] Node(string name, string input, string output)
    {
        var node = new WireWriter();
        node.String(1, input);
        node.String(2, output);
        node.String(3, name);
        node.String(4, "Relu");
        return node.ToArray();
    }

    private static byte[] Tensor(string name, long[] dims, byte[]? raw = null, (string Location, string Offset, string Length)? external = null)
    {
        var tensor = new WireWriter();
        foreach (long dim in dims)
            tensor.Varint(1, dim);
        tensor.Varint(2, 1);
        tensor.String(8, name);
        if (raw != null)
            tensor.Bytes(9, raw);
        if (external is { } place)
        {
            foreach ((string key, string value) in new[] { ("location", place.Location), ("offset", place.Offset), ("length", place.Length) })
            {
                var entry = new WireWriter();
                entry.String(1, key);
                entry.String(2, value);
                tensor.Bytes(13, entry.Written);
            }
            tensor.Varint(14, 1);
        }
        return tensor.ToArray();
    }
}
