using System;
using System.Collections.Generic;
using System.Threading;

namespace DiffusionTextures
{
    /// <summary>What a generator is made of. Null means the package's own default.</summary>
    public sealed record TextureGeneratorOptions
    {
        /// <summary>Folder of a diffusers-ONNX export. Null: the pocket model that comes with the package.</summary>
        public string? ModelFolder { get; init; }

        /// <summary>
        /// Folder with a vae_decoder, and for pictures to start from a vae_encoder, to use instead of the model's own. It must have as many latent channels. Null: the
        /// model's own.
        /// </summary>
        public string? VaeFolder { get; init; }

        /// <summary>
        /// Folder with a vae_decoder that makes previews (<see cref="PreviewKind.Decoder"/>), such as an export of the tiny autoencoder TAESD for the model's family. Null: none.
        /// </summary>
        public string? PreviewDecoderFolder { get; init; }

        /// <summary>
        /// An .onnx file, or a folder with a model.onnx, that enlarges pictures, such as an export of RealESRGAN: one input and one output, [1,C,H,W] in [0,1]. Null: none.
        /// </summary>
        public string? Upscaler { get; init; }

        /// <summary>
        /// Folder with a unet to use instead of the model's own, trained with the same text encoders and latents. Where it has a scheduler too, that is used: what the network
        /// predicts and its noise schedule belong together. Null: the model's own.
        /// </summary>
        public string? UNetFolder { get; init; }

        /// <summary>
        /// Folder of a model that takes over near the end of the denoising (<see cref="TextureRequest.RefinerStart"/>), such as SDXL's refiner: with its own U-Net and text encoders
        /// on latents of the same kind. Null: none.
        /// </summary>
        public string? RefinerFolder { get; init; }

        /// <summary>Changes made to the model's graphs while they are loaded: seamless tiling, clip skip.</summary>
        public ModelEdits Edits { get; init; } = new ModelEdits();

        /// <summary>
        /// Execution providers in order of preference. Null: the processor. The first that works is used; the report and
        /// <see cref="TextureGenerator.ProviderFallbacks"/> say which one it was and why an earlier one was not.
        /// </summary>
        public IReadOnlyList<ExecutionProvider>? Providers { get; init; }

        /// <summary>Which GPU, as the provider counts them.</summary>
        public int DeviceId { get; init; }

        /// <summary>
        /// The engine's device, for <see cref="ExecutionProvider.DirectML"/> to compute on its ID3D12Device and its queue, which must be a direct or
        /// compute queue: what it computes and what the engine draws then wait for each other in submission order. It must live longer than the
        /// generator. Null: a device of DirectML's own on the adapter <see cref="DeviceId"/>. Wired and tested under Wine only, so far.
        /// </summary>
        public D3D12Device? DirectMLDevice { get; init; }

        /// <summary>
        /// When the parts of the model are in memory. <see cref="MemoryPolicy.Sequential"/> needs no more than the largest part and its activations at once, and reads the
        /// files again for every request; the pictures are the same.
        /// </summary>
        public MemoryPolicy Memory { get; init; }

        /// <summary>
        /// The most rows that the U-Net runs at once, 1 or more: guidance makes two rows of a picture, prompts joined with AND and prompt edits more. Fewer need less memory
        /// and give the same picture. Null: all. Exports with a fixed batch run as many as they were made for.
        /// </summary>
        public int? MaxBatchRows { get; init; }

        /// <summary>
        /// The most bytes that weights and activations may take, by an estimate that counts only what is certain. What needs more is refused with numbers before it begins.
        /// Null: on Linux and the processor what the process can come to have, elsewhere no limit.
        /// </summary>
        public long? MaxMemoryBytes { get; init; }

        /// <summary>
        /// Whether loading ends with a picture of the smallest size, a few milliseconds for the pocket model, so that the first texture comes as
        /// fast as the others and a model that cannot run fails while loading.
        /// </summary>
        public bool WarmUp { get; init; } = true;

        /// <summary>Threads per operator on the processor, 1 to 256. Null: one per core.</summary>
        public int? IntraOpNumThreads { get; init; }

        /// <summary>
        /// Of the inference thread: below the game's own, so that frames come first. On Linux ONNX Runtime's helpers inherit it; elsewhere they keep
        /// the normal priority, and <see cref="IntraOpNumThreads"/> is what holds them back.
        /// </summary>
        public ThreadPriority ThreadPriority { get; init; } = ThreadPriority.BelowNormal;

        /// <summary>
        /// Called before every denoising step, on the inference thread, with the request's token: it may block while the game needs its
        /// cores. What it throws becomes the request's failure. Null: nothing.
        /// </summary>
        public Action<CancellationToken>? PausePoint { get; init; }
    }
}
