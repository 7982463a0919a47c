using System;
using System.Collections.Generic;
using System.IO;

namespace DiffusionTextures.Inference
{
    /// <summary>What a session is made from: a model file as it lies on disk, or an edited graph whose unchanged weights stay in that file.</summary>
    internal sealed class ModelSource
    {
        public ModelSource(string path)
        {
            Path = path;
        }

        /// <summary>The model file that the user has; named in messages.</summary>
        public string Path { get; }

        /// <summary>The edited graph as ONNX bytes, or null to load <see cref="Path"/> itself.</summary>
        public byte[]? EditedGraph { get; init; }

        /// <summary>Weights that replace the model's own, by initializer name. Borrowed until the session is disposed.</summary>
        public IReadOnlyList<InitializerOverride> Overrides { get; init; } = Array.Empty<InitializerOverride>();

        /// <summary>The folder that external data paths are relative to.</summary>
        public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
    }

    /// <summary>A weight given to a session in place of the model's own.</summary>
    internal sealed class InitializerOverride
    {
        public InitializerOverride(string name, TensorElement element, long[] shape, float[] values)
        {
            Name = name;
            Element = element;
            Shape = shape;
            Values = values;
        }

        public string Name { get; }

        public TensorElement Element { get; }

        public long[] Shape { get; }

        /// <summary>Row-major values in float32; narrowed when the model stores float16.</summary>
        public float[] Values { get; }
    }
}
