using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>Looks into what is kept as bytes - subgraphs, functions, tensors in attributes - for the names that it reads and for weights outside the folder.</summary>
    internal static class NestedScan
    {
        private const int DeepestNesting = 16;

        /// <summary>Scans an attribute; the names that its subgraphs read go into <paramref name="captured"/>.</summary>
        public static void Attribute(ReadOnlySpan<byte> attribute, WeightFolder folder, ref HashSet<string>? captured, int depth = 0)
        {
            if (depth > DeepestNesting)
                throw new WireException($"its subgraphs are nested deeper than {DeepestNesting} levels");
            var reader = new WireReader(attribute);
            while (reader.Next())
            {
                if (reader.Field == 5 || reader.Field == 10)
                    Tensor(reader.Bytes(), folder);
                else if (reader.Field == 6 || reader.Field == 11)
                    Graph(reader.Bytes(), 1, folder, ref captured, depth);
                else
                    reader.Skip();
            }
        }

        /// <summary>Scans a function's nodes.</summary>
        public static void Function(ReadOnlySpan<byte> function, WeightFolder folder)
        {
            HashSet<string>? names = null;
            Graph(function, 7, folder, ref names, 0);
        }

        private static void SparseTensor(ReadOnlySpan<byte> sparse, WeightFolder folder)
        {
            var reader = new WireReader(sparse);
            while (reader.Next())
            {
                if (reader.Field == 1 || reader.Field == 2)
                    Tensor(reader.Bytes(), folder);
                else
                    reader.Skip();
            }
        }

        private static void Graph(ReadOnlySpan<byte> graph, int nodeField, WeightFolder folder, ref HashSet<string>? captured, int depth)
        {
            captured ??= new HashSet<string>(StringComparer.Ordinal);
            var reader = new WireReader(graph);
            while (reader.Next())
            {
                if (reader.Field == nodeField)
                    Node(reader.Bytes(), folder, captured, depth);
                else if (nodeField == 1 && reader.Field == 5)
                    Tensor(reader.Bytes(), folder);
                else if (nodeField == 1 && reader.Field == 12)
                    captured.Add(NameOf(reader.Bytes()));
                else if (nodeField == 1 && reader.Field == 15)
                    SparseTensor(reader.Bytes(), folder);
                else
                    reader.Skip();
            }
        }

        private static void Node(ReadOnlySpan<byte> node, WeightFolder folder, HashSet<string> captured, int depth)
        {
            var reader = new WireReader(node);
            HashSet<string>? names = captured;
            while (reader.Next())
            {
                if (reader.Field == 1)
                    captured.Add(reader.String());
                else if (reader.Field == 5)
                    Attribute(reader.Bytes(), folder, ref names, depth + 1);
                else
                    reader.Skip();
            }
        }

        private static string NameOf(ReadOnlySpan<byte> value)
        {
            var reader = new WireReader(value);
            while (reader.Next())
            {
                if (reader.Field == 1)
                    return reader.String();
                reader.Skip();
            }
            return "";
        }

        private static void Tensor(ReadOnlySpan<byte> tensor, WeightFolder folder)
        {
            var entries = new List<byte[]>();
            bool external = false;
            var reader = new WireReader(tensor);
            while (reader.Next())
            {
                if (reader.Field == 13)
                    entries.Add(reader.Bytes().ToArray());
                else if (reader.Field == 14)
                    external = reader.Int64() == 1;
                else
                    reader.Skip();
            }
            if (!external && entries.Count == 0)
                return;
            TensorReader.ReadEntries("(nested)", entries, out string location, out long offset, out long length);
            long available = folder.LengthOf(location);
            if (offset < 0 || offset > available || length > available - offset)
                throw new WireException($"a nested tensor lies at bytes {offset} to {offset}+{length} of '{location}', which has {available}");
        }
    }
}
