using DiffusionTextures.Graphs;

namespace DiffusionTextures.Tests.Denoising;

/// <summary>Rewrites a model as an export whose batch axis is fixed.</summary>
internal static class FixedBatch
{
    private const int GraphField = 7, InputField = 11;

    public static void Write(string path, string target, string rows)
    {
        var file = new WireWriter();
        Copy(File.ReadAllBytes(path), file, GraphField, graph =>
        {
            var changed = new WireWriter();
            Copy(graph, changed, InputField, value => WithRows(value, rows));
            return changed.ToArray();
        });
        File.WriteAllBytes(target, file.ToArray());
    }

    private static byte[] WithRows(byte[] message, string rows)
    {
        var reader = new WireReader(message);
        reader.Next();
        var value = new OnnxValue(reader.String(), message);
        var axes = value.Axes!;
        return axes.Length < 2 ? message : OnnxValue.Tensor(value.Name, value.ElementType, [rows, .. axes[1..]]).Message;
    }

    private static void Copy(byte[] source, WireWriter target, int field, Func<byte[], byte[]> change)
    {
        var reader = new WireReader(source);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                target.Bytes(field, change(reader.Bytes().ToArray()));
            }
            else
            {
                target.Raw(reader.Skip());
            }
        }
    }
}
