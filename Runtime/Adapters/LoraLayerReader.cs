using System.Collections.Generic;

namespace DiffusionTextures.Adapters
{
    /// <summary>Computes what the tensors of one module add to its weight. LoRA: Hu et al. 2021; LoCon and LoHa: LyCORIS (Yeh et al. 2023), Tucker form included.</summary>
    internal static class LoraLayerReader
    {
        public static LoraLayer Read(SafetensorsFile file, LoraLayer layer, Dictionary<string, SafetensorsEntry> tensors)
        {
            float? alpha = null;
            if (tensors.TryGetValue("alpha", out SafetensorsEntry? scale))
            {
                float[] one = file.Floats(scale);
                if (one.Length != 1)
                    throw Wrong(file, layer, "its alpha is not one number");
                alpha = one[0];
            }
            if (tensors.ContainsKey("w1a"))
                ReadLoHa(file, layer, tensors, alpha);
            else
                ReadLowRank(file, layer, tensors, alpha);
            return layer;
        }

        private static void ReadLowRank(SafetensorsFile file, LoraLayer layer, Dictionary<string, SafetensorsEntry> tensors, float? alpha)
        {
            SafetensorsEntry down = Need(file, layer, tensors, "down"), up = Need(file, layer, tensors, "up");
            if (!IsMatrixOrKernel(down.Shape) || !IsMatrixOrKernel(up.Shape) || Kernel(up.Shape, 2) != 1 || Kernel(up.Shape, 3) != 1)
                throw Wrong(file, layer, $"its shapes are {Text(down)} and {Text(up)}");
            int rank = (int)up.Shape[1], inputs = (int)down.Shape[1], outputs = (int)up.Shape[0];
            int height = Kernel(down.Shape, 2), width = Kernel(down.Shape, 3);
            float[] downs = file.Floats(down), ups = file.Floats(up);
            if (tensors.TryGetValue("mid", out SafetensorsEntry? mid))
            {
                if (mid.Shape.Length != 4 || mid.Shape[0] != rank || mid.Shape[1] != down.Shape[0] || height != 1 || width != 1)
                    throw Wrong(file, layer, $"its shapes are {Text(down)}, {Text(mid)} and {Text(up)}");
                height = Kernel(mid.Shape, 2);
                width = Kernel(mid.Shape, 3);
                downs = Contract(file.Floats(mid), rank, (int)down.Shape[0], height * width, downs, inputs);
            }
            else if (down.Shape[0] != rank)
            {
                throw Wrong(file, layer, $"its shapes are {Text(down)} and {Text(up)}");
            }
            Scale(ups, (alpha ?? rank) / rank);
            layer.SetLowRank(rank, outputs, inputs, height, width, downs, ups);
        }

        private static void ReadLoHa(SafetensorsFile file, LoraLayer layer, Dictionary<string, SafetensorsEntry> tensors, float? alpha)
        {
            float[] first = Half(file, layer, tensors, "1", out int outputs, out int inputs, out int height, out int width, out int rank);
            float[] second = Half(file, layer, tensors, "2", out int outputs2, out int inputs2, out int height2, out int width2, out _);
            if (outputs != outputs2 || inputs != inputs2 || height != height2 || width != width2)
                throw Wrong(file, layer, "its two products have different shapes");
            float scale = (alpha ?? rank) / rank;
            for (int i = 0; i < first.Length; i++)
                first[i] = first[i] * second[i] * scale;
            layer.SetFull(outputs, inputs, height, width, first);
        }

        /// <summary>One of LoHa's two products: A B, or with a Tucker core A T B.</summary>
        private static float[] Half(SafetensorsFile file, LoraLayer layer, Dictionary<string, SafetensorsEntry> tensors, string number, out int outputs, out int inputs, out int height, out int width, out int rank)
        {
            SafetensorsEntry a = Need(file, layer, tensors, "w" + number + "a"), b = Need(file, layer, tensors, "w" + number + "b");
            if (a.Shape.Length != 2 || b.Shape.Length < 2)
                throw Wrong(file, layer, $"its shapes are {Text(a)} and {Text(b)}");
            height = width = 1;
            rank = (int)b.Shape[0];
            if (!tensors.TryGetValue("t" + number, out SafetensorsEntry? core))
            {
                if (a.Shape[1] != b.Shape[0] || b.Shape.Length > 2 && !IsMatrixOrKernel(b.Shape))
                    throw Wrong(file, layer, $"its shapes are {Text(a)} and {Text(b)}");
                outputs = (int)a.Shape[0];
                inputs = (int)b.Shape[1];
                height = Kernel(b.Shape, 2);
                width = Kernel(b.Shape, 3);
                return Product(file.Floats(a), outputs, rank, file.Floats(b), inputs * height * width);
            }
            // w_a is [rank, out], w_b is [rank, in], the core is [rank, rank, kh, kw].
            if (core.Shape.Length != 4 || core.Shape[0] != a.Shape[0] || core.Shape[1] != b.Shape[0] || b.Shape.Length != 2)
                throw Wrong(file, layer, $"its shapes are {Text(core)}, {Text(a)} and {Text(b)}");
            outputs = (int)a.Shape[1];
            inputs = (int)b.Shape[1];
            height = Kernel(core.Shape, 2);
            width = Kernel(core.Shape, 3);
            float[] right = Contract(file.Floats(core), (int)core.Shape[0], (int)core.Shape[1], height * width, file.Floats(b), inputs);
            return Product(Transposed(file.Floats(a), (int)a.Shape[0], outputs), outputs, (int)a.Shape[0], right, inputs * height * width);
        }

        /// <summary>core [r, s, k] and b [s, n] give [r, n, k].</summary>
        private static float[] Contract(float[] core, int r, int s, int k, float[] b, int n)
        {
            var result = new float[r * n * k];
            for (int i = 0; i < r; i++)
            {
                for (int j = 0; j < s; j++)
                {
                    for (int c = 0; c < n; c++)
                    {
                        float factor = b[j * n + c];
                        for (int t = 0; t < k; t++)
                            result[(i * n + c) * k + t] += core[(i * s + j) * k + t] * factor;
                    }
                }
            }
            return result;
        }

        private static float[] Product(float[] a, int rows, int inner, float[] b, int columns)
        {
            var result = new float[(long)rows * columns];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < inner; j++)
                {
                    float factor = a[i * inner + j];
                    int from = j * columns, to = i * columns;
                    for (int c = 0; c < columns; c++)
                        result[to + c] += factor * b[from + c];
                }
            }
            return result;
        }

        private static float[] Transposed(float[] matrix, int rows, int columns)
        {
            var result = new float[matrix.Length];
            for (int r = 0; r < rows; r++)
            {
                for (int c = 0; c < columns; c++)
                    result[c * rows + r] = matrix[r * columns + c];
            }
            return result;
        }

        private static void Scale(float[] values, float factor)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] *= factor;
        }

        private static bool IsMatrixOrKernel(long[] shape) => (shape.Length == 2 || shape.Length == 4) && shape[0] > 0 && shape[1] > 0 && shape[0] <= 1 << 20 && shape[1] <= 1 << 20;

        private static int Kernel(long[] shape, int axis) => axis < shape.Length ? (int)shape[axis] : 1;

        private static SafetensorsEntry Need(SafetensorsFile file, LoraLayer layer, Dictionary<string, SafetensorsEntry> tensors, string role) =>
            tensors.TryGetValue(role, out SafetensorsEntry? entry) ? entry : throw Wrong(file, layer, $"its '{role}' tensor is missing");

        private static string Text(SafetensorsEntry entry) => "[" + string.Join(",", entry.Shape) + "]";

        private static ModelException Wrong(SafetensorsFile file, LoraLayer layer, string why) =>
            new ModelException($"The LoRA '{file.Path}' cannot be used: in the layer '{layer.Name}' {why}. Get it again; if it is complete, its format is not supported.");
    }
}
