using System;
using System.Linq;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;

namespace DiffusionTextures.Conditioning
{
    /// <summary>The CLIP text transformer: token ids in, hidden states out.</summary>
    /// <remarks>Owns its session. Used on the inference thread.</remarks>
    internal sealed class TextEncoder : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly TensorSpec _inputIds;

        public TextEncoder(OnnxSession session)
        {
            _session = session;
            _inputIds = session.FindInput("input_ids") ?? session.Inputs[0];
            if (_inputIds.Rank != 2 || _inputIds.IsFloat)
            {
                throw new ModelException($"'{session.Path}' declares {_inputIds}, which is no list of token ids [B,77]. Use the text encoder of a Stable Diffusion export.");
            }
        }

        /// <summary>What is loaded and unloaded.</summary>
        public OnnxSession Session => _session;

        /// <summary>The file that the encoder came from.</summary>
        public string Path => _session.Path;

        /// <summary>Whether the export has an output of that name, such as hidden_states.2 or text_embeds.</summary>
        public bool Has(string output) => _session.FindOutput(output) != null;

        /// <summary>Number of hidden_states outputs, counting the embedding; 0 when the export gives only the last.</summary>
        public int HiddenStateCount => _session.Outputs.Count(output => output.Name.StartsWith("hidden_states.", StringComparison.Ordinal));

        /// <summary>Weights of the LoRAs that the encoder was loaded with; read by the next <see cref="Encode"/>.</summary>
        public float[] LoraScales { get; set; } = Array.Empty<float>();

        /// <summary>Encodes rows of token ids.</summary>
        /// <param name="ids">[B,T], row-major.</param>
        /// <param name="rows">B.</param>
        /// <param name="outputs">Names of the outputs wanted, in order.</param>
        /// <param name="control">Carries the request's cancel.</param>
        /// <returns>One array per name: [B,T,D], or [B,D] for pooled outputs.</returns>
        /// <exception cref="InferenceException">ONNX Runtime failed, or the model has no such output.</exception>
        public FloatTensor[] Encode(int[] ids, int rows, string[] outputs, RunControl control)
        {
            using var run = new UnboundRun(_session);
            var values = run.Input(_inputIds, rows, ids.Length / rows).Values;
            for (var i = 0; i < ids.Length; i++)
            {
                values[i] = ids[i];
            }

            if (_session.FindInput(LoraBranches.ScalesInput) is { } scales)
            {
                LoraScales.CopyTo(run.Input(scales, LoraScales.Length).Values);
            }

            return run.Execute(outputs, control);
        }

        public void Dispose() => _session.Dispose();
    }
}
