using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>Reads a GraphProto.</summary>
    internal static class GraphReader
    {
        public static OnnxGraph Read(WireFile file, long end, string modelFile, WeightFolder folder, int opset)
        {
            var nodes = new List<OnnxNode>();
            var inputs = new List<OnnxValue>();
            var outputs = new List<OnnxValue>();
            var values = new List<OnnxValue>();
            var initializers = new List<OnnxInitializer>();
            var rest = new WireWriter();
            while (file.Next(end))
            {
                switch (file.Field)
                {
                    case 1:
                        nodes.Add(Node(file.Bytes(end), folder));
                        break;
                    case 5:
                        long stop = file.Enter(end);
                        initializers.Add(TensorReader.Read(file, stop, modelFile, folder));
                        file.MoveTo(stop);
                        break;
                    case 11:
                        inputs.Add(Value(file.Bytes(end)));
                        break;
                    case 12:
                        outputs.Add(Value(file.Bytes(end)));
                        break;
                    case 13:
                        values.Add(Value(file.Bytes(end)));
                        break;
                    case 15:
                        throw new WireException("it has sparse weights, which are not supported; export it with dense ones");
                    default:
                        if (file.Type == WireType.Bytes)
                            rest.Bytes(file.Field, file.Bytes(end));
                        else
                            file.Skip(end);
                        break;
                }
            }
            return new OnnxGraph(opset, nodes, inputs, outputs, values, initializers, rest.ToArray());
        }

        private static OnnxNode Node(byte[] message, WeightFolder folder)
        {
            var inputs = new List<string>();
            var outputs = new List<string>();
            var attributes = new List<OnnxAttribute>();
            string name = "", op = "", domain = "";
            HashSet<string>? captured = null;
            WireWriter? rest = null;
            var reader = new WireReader(message);
            while (reader.Next())
            {
                switch (reader.Field)
                {
                    case 1: inputs.Add(reader.String()); break;
                    case 2: outputs.Add(reader.String()); break;
                    case 3: name = reader.String(); break;
                    case 4: op = reader.String(); break;
                    case 5: attributes.Add(Attribute(reader.Bytes(), folder, ref captured)); break;
                    case 7: domain = reader.String(); break;
                    default: (rest ??= new WireWriter()).Raw(reader.Skip()); break;
                }
            }
            if (op.Length == 0)
                throw new WireException($"the node '{name}' names no operator");
            return new OnnxNode(name, op, inputs.ToArray(), outputs.ToArray(), attributes.ToArray())
            {
                Domain = domain == "ai.onnx" ? "" : domain,
                Captured = captured,
                Rest = rest?.ToArray() ?? Array.Empty<byte>(),
            };
        }

        private static OnnxAttribute Attribute(ReadOnlySpan<byte> message, WeightFolder folder, ref HashSet<string>? captured)
        {
            NestedScan.Attribute(message, folder, ref captured);
            string name = "";
            var reader = new WireReader(message);
            while (reader.Next())
            {
                if (reader.Field == 1)
                    name = reader.String();
                else
                    reader.Skip();
            }
            return new OnnxAttribute(name, message.ToArray());
        }

        private static OnnxValue Value(byte[] message)
        {
            string name = "";
            var reader = new WireReader(message);
            while (reader.Next())
            {
                if (reader.Field == 1)
                    name = reader.String();
                else
                    reader.Skip();
            }
            if (name.Length == 0)
                throw new WireException("an input, output or value has no name");
            return new OnnxValue(name, message);
        }
    }
}
