using System;
using System.Text;

namespace DiffusionTextures.Graphs
{
    /// <summary>
    /// Finds the PyTorch module of a node. The TorchScript exporter writes it into the node's name ("/mid_block/resnets.0/conv1/Conv"), the dynamo
    /// exporter into the metadata entry "pkg.torch.onnx.name_scopes" ("['', 'mid_block', 'mid_block.resnets.0', 'mid_block.resnets.0.conv1', 'conv2d_7']").
    /// </summary>
    internal static class ModulePath
    {
        private const int MetadataField = 9;

        public static string Of(OnnxNode node)
        {
            string scopes = NameScopes(node.Rest);
            if (scopes.Length > 0)
                return SecondLast(scopes);
            if (!node.Name.StartsWith('/'))
                return "";
            int end = node.Name.LastIndexOf('/');
            return end <= 0 ? "" : node.Name.Substring(1, end - 1).Replace('/', '.');
        }

        private static string NameScopes(ReadOnlySpan<byte> rest)
        {
            var reader = new WireReader(rest);
            while (reader.Next())
            {
                if (reader.Field != MetadataField)
                {
                    reader.Skip();
                    continue;
                }
                string key = "", value = "";
                var entry = new WireReader(reader.Bytes());
                while (entry.Next())
                {
                    if (entry.Field == 1)
                        key = entry.String();
                    else if (entry.Field == 2)
                        value = entry.String();
                    else
                        entry.Skip();
                }
                if (key == "pkg.torch.onnx.name_scopes")
                    return value;
            }
            return "";
        }

        /// <summary>The last but one text of a Python list of texts: the scope of the module, before the operator's own name.</summary>
        private static string SecondLast(string list)
        {
            string last = "", before = "";
            StringBuilder? text = null;
            char quote = '\0';
            foreach (char c in list)
            {
                if (text == null)
                {
                    if (c != '\'' && c != '"')
                        continue;
                    quote = c;
                    text = new StringBuilder();
                }
                else if (c == quote)
                {
                    before = last;
                    last = text.ToString();
                    text = null;
                }
                else
                {
                    text.Append(c);
                }
            }
            return before;
        }
    }
}
