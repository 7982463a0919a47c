using DiffusionTextures.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace DiffusionTextures.Tests.Graphs;

/// <summary>Runs a model on the CPU with inputs that are the same every time.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;

    private OnnxRun(InferenceSession session) => _session = session;

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyList<string> OutputNames => _session.OutputNames;

    public static OnnxRun Of(string path)
    {
        using SessionOptions options = Options();
        return new(new(path, options));
    }

    public static OnnxRun Of(EditedModel model)
    {
        using SessionOptions options = Options();
        if (model.ExternalDataFolder != null)
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", model.ExternalDataFolder);
        return new(new(model.Bytes, options));
    }

    /// <summary>Runs with the given inputs; what is not given gets numbers from a fixed seed.</summary>
    /// <returns>Every output as float32.</returns>
    public Dictionary<string, float[]> Run(Dictionary<string, (float[] Values, long[] Shape)>? given = null, int size = 8)
    {
        var names = new List<string>();
        var values = new List<OrtValue>();
        foreach ((string name, NodeMetadata meta) in _session.InputMetadata)
        {
            names.Add(name);
            values.Add(Value(name, meta, given, size));
        }
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, names, values, _session.OutputNames);
        var outputs = new Dictionary<string, float[]>();
        for (int i = 0; i < results.Count; i++)
            outputs.Add(_session.OutputNames[i], Floats(results[i]));
        foreach (OrtValue value in values)
            value.Dispose();
        return outputs;
    }

    public void Dispose() => _session.Dispose();

    private static SessionOptions Options() => new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };

    private static float[] Floats(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16 => Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), v => (float)v),
        _ => throw new NotSupportedException("output type"),
    };

    private static OrtValue Value(string name, NodeMetadata meta, Dictionary<string, (float[] Values, long[] Shape)>? given, int size)
    {
        (float[] data, long[] shape) = given != null && given.TryGetValue(name, out var known) ? known : Made(name, meta, size);
        return Type.GetTypeCode(meta.ElementType) switch
        {
            TypeCode.Single => OrtValue.CreateTensorValueFromMemory(data, shape),
            TypeCode.Int32 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(data, v => (int)v), shape),
            TypeCode.Int64 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(data, v => (long)v), shape),
            _ => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(data, v => (Float16)v), shape),
        };
    }

    private static (float[] Values, long[] Shape) Made(string name, NodeMetadata meta, int size)
    {
        long[] shape = new long[meta.Dimensions.Length];
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = meta.Dimensions[i] > 0 ? meta.Dimensions[i] : meta.SymbolicDimensions[i] switch
            {
                "batch_size" or "batch" => 2,
                "sequence_length" or "sequence" => 77,
                "steps" => 1,
                "image_height" or "image_width" => size * 8,
                _ => size,
            };
            count *= shape[i];
        }
        var random = new Random(name.Length);
        float[] data = new float[count];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = name switch
            {
                "input_ids" => random.Next(1, 800),
                "timestep" => 831,
                "conditioning_scale" => 1,
                _ => (float)(random.NextDouble() * 2 - 1),
            };
        }
        return (data, shape);
    }
}
