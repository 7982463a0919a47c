using System;
using System.Collections.Generic;
using System.Linq;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Graphs.Edits;
using DiffusionTextures.Inference;
using DiffusionTextures.Latents;
using DiffusionTextures.Models;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Denoising
{
    /// <summary>The noise predictor: knows how its export names, types and shapes its inputs, and keeps the bound run of the last shape.</summary>
    /// <remarks>Owns its session. Used on the inference thread.</remarks>
    internal sealed class UNet : IDisposable
    {
        private readonly OnnxSession _session;
        private readonly TensorSpec _sample;
        private readonly TensorSpec _timestep;
        private readonly TensorSpec _encoderHiddenStates;
        private readonly TensorSpec _outSample;
        private readonly List<TensorSpec> _extras;
        private readonly UNetMemory _memory;
        private UNetRun? _run;

        /// <exception cref="ModelException">The model's inputs are not those of a U-Net.</exception>
        public UNet(OnnxSession session, ComponentConfig config)
        {
            _session = session;
            _memory = new UNetMemory(config);
            session.Unloading += DropRun;
            _sample = session.FindInput("sample") ?? Find(4, "a latent [B,C,h,w] named sample");
            _timestep = session.FindInput("timestep") ?? session.FindInput("t") ?? Find(1, "a timestep");
            _encoderHiddenStates = session.FindInput("encoder_hidden_states") ?? Find(3, "conditioning [B,77,D] named encoder_hidden_states");
            _outSample = session.FindOutput("out_sample") ?? session.Outputs[0];
            if (_sample.Rank != 4 || _timestep.Rank > 1 || _encoderHiddenStates.Rank != 3 || _outSample.Rank != 4)
            {
                throw new ModelException(
                    $"'{Path}' declares {_sample}, {_timestep}, {_encoderHiddenStates} and {_outSample}; a U-Net of latents [B,C,h,w], a timestep, conditioning [B,77,D] and a prediction [B,C,h,w] is needed. " +
                    "Give the unet of a Stable Diffusion export.");
            }

            _extras = session.Inputs.Where(input => input != _sample && input != _timestep && input != _encoderHiddenStates).ToList();
            InChannels = Fixed(_sample, config.Int32("in_channels", 4), config.Path, "in_channels");
            OutChannels = Fixed(_outSample, config.Int32("out_channels", 4), config.Path, "out_channels");
            CrossAttentionDim = _encoderHiddenStates.Dimensions[2] >= 0 ? _encoderHiddenStates.Dimensions[2] : ConfiguredWidth(config);
            TimestepCondDim = FindExtra(GuidanceEmbedding.InputName) is { Rank: 2 } cond ? cond.Dimensions[1] >= 0 ? cond.Dimensions[1] : config.Int32("time_cond_proj_dim", 0) : 0;
            var size = config.Int32List("sample_size");
            SampleHeight = _sample.Dimensions[2] >= 0 ? _sample.Dimensions[2] : size.Count > 0 ? size[0] : 64;
            SampleWidth = _sample.Dimensions[3] >= 0 ? _sample.Dimensions[3] : size.Count > 0 ? size[size.Count - 1] : 64;
            var levels = config.Int32List("block_out_channels").Count;
            SizeMultiple = 1 << Math.Max(0, (levels == 0 ? 4 : levels) - 1);
        }

        /// <summary>The file that the model came from.</summary>
        public string Path => _session.Path;

        /// <summary>Channels of the input: the latent's, and for inpainting models mask and masked picture.</summary>
        public int InChannels { get; }

        /// <summary>Channels of the prediction, which are the latent's.</summary>
        public int OutChannels { get; }

        /// <summary>Width of the conditioning, or -1 when neither the export nor its config.json says it.</summary>
        public int CrossAttentionDim { get; }

        /// <summary>Width of the timestep_cond input, which takes the guidance scale; 0 when there is none.</summary>
        public int TimestepCondDim { get; }

        /// <summary>Latent size that the model was exported for where that is fixed, else the one that it was trained for.</summary>
        public int SampleHeight { get; }

        /// <inheritdoc cref="SampleHeight"/>
        public int SampleWidth { get; }

        /// <summary>Latent sides must be multiples of this, 2^(levels - 1): exports do not crop when a level halves an odd side.</summary>
        public int SizeMultiple { get; }

        /// <summary>Bytes of its weights while it is loaded, at least.</summary>
        public long WeightBytes => _session.Footprint.WeightBytes;

        /// <summary>Bytes of one run beside the weights, at least.</summary>
        /// <param name="rows">Rows of the batch.</param>
        /// <param name="height">Latent cells.</param>
        /// <param name="width">Latent cells.</param>
        public long RunBytes(int rows, int height, int width)
        {
            var atOnce = BatchedRun.RowsPerRun(rows, _sample.Dimensions[0], MaxBatchRows);
            return _memory.Bytes(atOnce, height, width, _session.Footprint.HasAttentionScores, _sample.ElementSize);
        }

        /// <summary>Whether the export takes latents of one size only.</summary>
        public bool HasFixedSize => _sample.Dimensions[2] >= 0 || _sample.Dimensions[3] >= 0;

        /// <summary>The most rows that are run at once; exports with a fixed batch decide for themselves.</summary>
        public int MaxBatchRows { get; set; } = int.MaxValue;

        /// <summary>The declared input of that name beside latent, timestep and conditioning, such as timestep_cond; null when there is none.</summary>
        public TensorSpec? FindExtra(string name) => _extras.Find(extra => extra.Name == name);

        /// <summary>Has the model in memory until the lease is disposed; every run happens inside one.</summary>
        /// <exception cref="ModelException">The file went missing or was damaged.</exception>
        /// <exception cref="System.OperationCanceledException">The request was cancelled.</exception>
        public SessionLease Use(RunControl control) => _session.Use(control);

        /// <summary>The run bound to the shapes of a job; the buffers of the last shapes are kept.</summary>
        /// <param name="shape">Shape of the latents.</param>
        /// <param name="conditioning">The rows.</param>
        /// <param name="controlNets">The ControlNets whose residuals the model takes, or null when it takes none.</param>
        /// <exception cref="InferenceException">The model wants an input that nothing gives, or fixes an axis that does not fit.</exception>
        public UNetRun Prepare(LatentShape shape, TextConditioning conditioning, ControlNetSet? controlNets)
        {
            var rows = conditioning.RowCount;
            if (_run == null || !_run.Fits(rows, shape, conditioning))
            {
                DropRun();
                _run = Bind(rows, shape, conditioning, controlNets);
            }

            return _run;
        }

        public void Dispose() => _session.Dispose();

        private void DropRun()
        {
            _run?.Dispose();
            _run = null;
        }

        private UNetRun Bind(int rows, LatentShape shape, TextConditioning conditioning, ControlNetSet? controlNets)
        {
            if (CrossAttentionDim >= 0 && CrossAttentionDim != conditioning.Dim)
            {
                throw new InferenceException(
                    $"The U-Net '{Path}' expects '{_encoderHiddenStates.Name}' of [B,77,{CrossAttentionDim}] but the text encoder gives [B,{conditioning.Tokens},{conditioning.Dim}]. " +
                    "Use the text encoder from the same model folder.");
            }

            var rowsPerRun = BatchedRun.RowsPerRun(rows, _sample.Dimensions[0], MaxBatchRows);
            var run = new BatchedRun(_session, rows, rowsPerRun);
            try
            {
                var sample = run.PerRow(_sample, false, InChannels, shape.Height, shape.Width);
                var timestep = run.Shared(_timestep, TimestepInput.Shape(_timestep, _sample, rowsPerRun));
                var hiddenStates = run.PerRow(_encoderHiddenStates, false, conditioning.Tokens, conditioning.Dim);
                var prediction = run.Output(_outSample, OutChannels, shape.Height, shape.Width);
                var extras = _extras.Select(extra => BindExtra(run, extra, conditioning, controlNets)).ToArray();
                return new UNetRun(run, rows, sample, timestep, hiddenStates, prediction, extras, AttentionLevels(run, shape, conditioning.Tokens));
            }
            catch
            {
                run.Dispose();
                throw;
            }
        }

        private AttentionLevel[] AttentionLevels(BatchedRun run, LatentShape shape, int tokens)
        {
            var levels = new List<AttentionLevel>();
            foreach (var output in _session.Outputs)
            {
                if (AttentionMapsOut.LevelOf(output.Name) is { } level)
                {
                    var height = shape.Height >> level;
                    var width = shape.Width >> level;
                    levels.Add(new AttentionLevel(level, height, width, run.Output(output, height * width, tokens)));
                }
            }

            return levels.OrderBy(level => level.Level).ToArray();
        }

        private TensorBuffer BindExtra(BatchedRun run, TensorSpec extra, TextConditioning conditioning, ControlNetSet? controlNets)
        {
            if (conditioning.Row(0).At(1).Extras.TryGetValue(extra.Name, out var values))
            {
                return extra.Rank == 1 ? run.PerRow(extra, false) : run.PerRow(extra, false, values.Length);
            }

            switch (extra.Name)
            {
                case LoraBranches.ScalesInput:
                    return run.Shared(extra, extra.Dimensions[0]);
                case AttentionControl.SelfRows:
                case AttentionControl.CrossRows:
                    return run.PerRow(extra, true);
                case AttentionControl.CrossKeep:
                    return run.PerRow(extra, false, conditioning.Tokens);
                case AttentionControl.CrossMap:
                    return run.PerRow(extra, false, conditioning.Tokens, conditioning.Tokens);
                default:
                    var residual = controlNets?.ResidualShape(extra.Name)
                        ?? throw new InferenceException(
                            $"The U-Net '{Path}' wants the input {extra}, which this kind of model folder has no source for. Check model_index.json's _class_name.");
                    return run.PerRow(extra, false, residual);
            }
        }

        private TensorSpec Find(int rank, string what)
        {
            return _session.Inputs.FirstOrDefault(input => input.Rank == rank)
                ?? throw new ModelException(
                    $"'{Path}' has no input for {what}; it has {string.Join(", ", _session.Inputs)}. Give the unet of a Stable Diffusion export.");
        }

        /// <summary>One width, or one for each block, all the same in the supported families.</summary>
        private static int ConfiguredWidth(ComponentConfig config)
        {
            return config.Json.Find("cross_attention_dim")?.Kind is JsonKind.Number or JsonKind.Array ? config.Int32List("cross_attention_dim").DefaultIfEmpty(-1).First() : -1;
        }

        private static int Fixed(TensorSpec spec, int configured, string configPath, string key)
        {
            var declared = spec.Rank == 4 ? spec.Dimensions[1] : -1;
            return declared < 0 || declared == configured
                ? configured
                : throw new ModelException($"'{configPath}' says {key} = {configured} but the model declares {spec}. Take config.json and model.onnx from the same export.");
        }
    }
}
