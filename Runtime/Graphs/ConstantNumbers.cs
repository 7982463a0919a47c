using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>
    /// Works out small whole-number values that exporters write as chains of operators: PyTorch exports the pads of a Pad as
    /// Constant, ConstantOfShape, Concat, Reshape, Slice, Transpose, Reshape, Cast.
    /// </summary>
    internal static class ConstantNumbers
    {
        private const int LongestChain = 32;

        /// <summary>The numbers of a value; null where they are not fixed or come from another operator.</summary>
        public static long[]? Of(OnnxGraph graph, string value) => Evaluate(graph, value, 0)?.Values;

        private static SmallTensor? Evaluate(OnnxGraph graph, string value, int depth)
        {
            if (depth > LongestChain || value.Length == 0)
                return null;
            if (graph.Initializer(value) is OnnxInitializer initializer)
                return initializer.Place == WeightPlace.Message ? SmallTensor.Of(initializer.Bytes) : null;
            OnnxNode? node = graph.Producer(value);
            if (node == null || node.Domain.Length > 0)
                return null;
            if (node.OpType == "Constant")
                return node.Attribute("value") is OnnxAttribute tensor ? SmallTensor.Of(tensor.AsTensor())
                    : node.Attribute("value_ints") is OnnxAttribute ints ? SmallTensor.Vector(ints.AsInts())
                    : node.Attribute("value_int") is OnnxAttribute one ? new SmallTensor(Array.Empty<long>(), new[] { one.AsInt(0) })
                    : (SmallTensor?)null;
            var inputs = new SmallTensor[node.Inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                if (!(Evaluate(graph, node.Inputs[i], depth + 1) is SmallTensor input))
                    return null;
                inputs[i] = input;
            }
            if (inputs.Length == 0)
                return null;
            switch (node.OpType)
            {
                case "Cast":
                case "Identity":
                    return inputs[0];
                case "ConstantOfShape":
                    return ConstantOfShape(node, inputs[0]);
                case "Concat":
                    return Concat(inputs);
                case "Reshape":
                    return inputs.Length == 2 ? Reshape(inputs[0], inputs[1].Values) : null;
                case "Slice":
                    return Slice(inputs);
                case "Transpose":
                    return Transpose(inputs[0]);
                default:
                    return null;
            }
        }

        private static SmallTensor? ConstantOfShape(OnnxNode node, SmallTensor shape)
        {
            SmallTensor? filling = node.Attribute("value") is OnnxAttribute value ? SmallTensor.Of(value.AsTensor()) : null;
            if (shape.Values.Length != 1 || shape.Values[0] < 0 || shape.Values[0] > SmallTensor.MostElements || filling == null || filling.Value.Values.Length != 1)
                return null;
            var values = new long[shape.Values[0]];
            Array.Fill(values, filling.Value.Values[0]);
            return SmallTensor.Vector(values);
        }

        private static SmallTensor? Concat(SmallTensor[] parts)
        {
            var all = new List<long>();
            foreach (SmallTensor part in parts)
            {
                if (part.Dims.Length != 1 || all.Count + part.Values.Length > SmallTensor.MostElements)
                    return null;
                all.AddRange(part.Values);
            }
            return SmallTensor.Vector(all.ToArray());
        }

        private static SmallTensor? Reshape(SmallTensor tensor, long[] shape)
        {
            var dims = (long[])shape.Clone();
            long known = 1;
            int free = -1;
            for (int i = 0; i < dims.Length; i++)
            {
                if (dims[i] == -1)
                    free = i;
                else if (dims[i] <= 0 || dims[i] > SmallTensor.MostElements || (known *= dims[i]) > SmallTensor.MostElements)
                    return null;
            }
            if (free >= 0)
                dims[free] = tensor.Values.Length / known;
            return OnnxInitializer.Count("", dims) == tensor.Values.Length ? new SmallTensor(dims, tensor.Values) : (SmallTensor?)null;
        }

        /// <summary>The one slice that the chain contains: all rows, in reverse.</summary>
        private static SmallTensor? Slice(SmallTensor[] inputs)
        {
            if (inputs.Length != 5 || inputs[0].Dims.Length == 0 || inputs[1].Values.Length != 1 || inputs[2].Values.Length != 1
                || inputs[3].Values.Length != 1 || inputs[4].Values.Length != 1)
                return null;
            SmallTensor data = inputs[0];
            if (inputs[1].Values[0] != -1 || inputs[3].Values[0] != 0 || inputs[4].Values[0] != -1 || inputs[2].Values[0] > -data.Dims[0] - 1)
                return null;
            int rows = (int)data.Dims[0];
            int row = rows == 0 ? 0 : data.Values.Length / rows;
            var values = new long[data.Values.Length];
            for (int i = 0; i < rows; i++)
                Array.Copy(data.Values, (rows - 1 - i) * row, values, i * row, row);
            return new SmallTensor(data.Dims, values);
        }

        private static SmallTensor? Transpose(SmallTensor tensor)
        {
            if (tensor.Dims.Length != 2)
                return null;
            int rows = (int)tensor.Dims[0], columns = (int)tensor.Dims[1];
            var values = new long[tensor.Values.Length];
            for (int r = 0; r < rows; r++)
            {
                for (int c = 0; c < columns; c++)
                    values[c * rows + r] = tensor.Values[r * columns + c];
            }
            return new SmallTensor(new long[] { columns, rows }, values);
        }
    }
}
