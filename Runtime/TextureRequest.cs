using System;
using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>One picture to generate. Immutable: vary it with <c>with</c>. Null means the model's own default.</summary>
    public sealed record TextureRequest
    {
        /// <summary>A request with every setting at the model's default.</summary>
        /// <param name="prompt">What the texture shows, in words; may be empty.</param>
        public TextureRequest(string prompt)
        {
            Prompt = prompt;
        }

        /// <summary>What the texture shows, in words. Of <c>{red|blue}</c> the seed chooses one, unless brackets mean nothing (<see cref="PromptEmphasis"/>).</summary>
        public string Prompt { get; init; }

        /// <summary>What it should not show; has an effect only with guidance. Null: nothing, which SDXL expresses by zeros and other models by an empty prompt.</summary>
        public string? NegativePrompt { get; init; }

        /// <summary>Words around the prompts, applied in order.</summary>
        public IReadOnlyList<PromptStyle> Styles { get; init; } = Array.Empty<PromptStyle>();

        /// <summary>What brackets in the prompts mean.</summary>
        public PromptEmphasis PromptEmphasis { get; init; } = PromptEmphasis.Original;

        /// <summary>Width in texels, a multiple of the VAE's factor (8 for Stable Diffusion). Null: the size that the model was trained for.</summary>
        public int? Width { get; init; }

        /// <summary>Height in texels; as <see cref="Width"/>.</summary>
        public int? Height { get; init; }

        /// <summary>Solver steps, 1 to the scheduler's number of training steps (1000). Null: what the model recommends, else 20. <see cref="Timesteps"/> and <see cref="Sigmas"/> count instead where given.</summary>
        public int? NumInferenceSteps { get; init; }

        /// <summary>Timesteps to use instead of computed ones, descending, as published tables give them (AYS). Null: computed.</summary>
        public IReadOnlyList<float>? Timesteps { get; init; }

        /// <summary>Sigmas to use instead of computed ones, descending and ending in 0. Null: computed.</summary>
        public IReadOnlyList<float>? Sigmas { get; init; }

        /// <summary>
        /// Weight of classifier-free guidance, eps = eps_u + g (eps_c - eps_u) (Ho and Salimans 2022), 0 to 100. 1 turns it off and halves the
        /// work. Null: what the model recommends, else 7.5.
        /// </summary>
        public float? GuidanceScale { get; init; }

        /// <summary>
        /// Share of the guided prediction that is brought back to the prompt's own standard deviation (Lin et al. 2023, section 3.4), 0 to 1: against
        /// burnt colours of zero-terminal-SNR models at high guidance.
        /// </summary>
        public float GuidanceRescale { get; init; }

        /// <summary>Fraction of the steps before which there is no guidance (Kynkäänniemi et al. 2024), 0 to 1.</summary>
        public float GuidanceStart { get; init; }

        /// <summary>Fraction of the steps after which there is no guidance, 0 to 1.</summary>
        public float GuidanceEnd { get; init; } = 1;

        /// <summary>Seed of the start noise; the same request with the same seed gives the same bytes. Null: a random one, told in the report.</summary>
        public long? Seed { get; init; }

        /// <summary>Whose random numbers the seed stands for.</summary>
        public NoiseKind NoiseKind { get; init; } = NoiseKind.TorchCpu;

        /// <summary>A second seed mixed in, or the composition of another size kept, as AUTOMATIC1111 has them. Null: neither.</summary>
        public NoiseVariation? Variation { get; init; }

        /// <summary>The solver. Null: the one in the model's scheduler_config.json.</summary>
        public SchedulerKind? Scheduler { get; init; }

        /// <summary>Settings that override keys of the model's scheduler_config.json.</summary>
        public SchedulerOptions SchedulerOptions { get; init; } = SchedulerOptions.None;

        /// <summary>Weights of the generator's LoRAs, in the order of <see cref="ModelEdits.Loras"/>. Null: those that they were loaded with.</summary>
        public IReadOnlyList<float>? LoraWeights { get; init; }

        /// <summary>What each ControlNet of the generator is given, in the order of <see cref="ModelEdits.ControlNets"/>; fewer leave the last ones out.</summary>
        public IReadOnlyList<ControlNetInput> ControlNets { get; init; } = Array.Empty<ControlNetInput>();

        /// <summary>Edits the picture of another prompt instead of making a new one; needs <see cref="ModelEdits.AttentionControl"/>. Null: a new picture.</summary>
        public PromptEdit? PromptEdit { get; init; }

        /// <summary>
        /// Words of the prompt of which the report tells where they act (<see cref="GenerationReport.AttentionMaps"/>); needs
        /// <see cref="ModelEdits.AttentionMaps"/>. Empty: none.
        /// </summary>
        public IReadOnlyList<string> AttentionWords { get; init; } = Array.Empty<string>();

        /// <summary>Sizes that SDXL is told; null for the size of the texture. Other families do not read it.</summary>
        public MicroConditioning? MicroConditioning { get; init; }

        /// <summary>Sizes that SDXL is told with the negative prompt; null for the same as with the prompt.</summary>
        public MicroConditioning? NegativeMicroConditioning { get; init; }

        /// <summary>
        /// Which maps to make. Height, roughness and metallic come from the model's material decoder where it has one, else from the albedo.
        /// Null: every map that the target takes.
        /// </summary>
        public MaterialMaps? Maps { get; init; }

        /// <summary>How maps that no network gives are computed: normal convention and strength, occlusion, height.</summary>
        public MaterialMapSettings MapSettings { get; init; } = new MaterialMapSettings();

        /// <summary>
        /// Picture to start from, [1,3,H,W] in [-1,1] (<see cref="TextureImage.ToTensor"/>), which sets the size: image-to-image, or
        /// inpainting when there is a <see cref="Mask"/>. Null: text-to-image. An upscaling model (Stable Diffusion x4 upscaler) makes it larger, by the factor of its VAE.
        /// </summary>
        public FloatTensor? InitImage { get; init; }

        /// <summary>
        /// Timestep up to which an upscaling model's <see cref="InitImage"/> is noised, 0 to the model's max_noise_level (350): the more, the more is invented. Null: 20; other
        /// models refuse it.
        /// </summary>
        public int? NoiseLevel { get; init; }

        /// <summary>To which noise level <see cref="InitImage"/> is brought before the first step.</summary>
        public PictureNoise PictureNoise { get; init; }

        /// <summary>Share of the schedule that is run on a picture to start from, above 0 to 1: how much may change. Null: 0.8, with a mask 1.</summary>
        public float? Strength { get; init; }

        /// <summary>What to repaint of <see cref="InitImage"/>, [1,1,H,W]: 1 is new, 0 stays. Null: everything.</summary>
        public FloatTensor? Mask { get; init; }

        /// <summary>
        /// Standard deviation in texels by which the mask's edge is blurred when the repainted part is put into the picture, 0 to 256: a cross-fade. What the blur does not
        /// reach keeps its bytes. An extension (<see cref="Outpaint"/>) repaints the picture's rim so far, and fades there.
        /// </summary>
        public float MaskBlur { get; init; }

        /// <summary>What lies under the mask at the start; has an effect with a <see cref="Strength"/> below 1.</summary>
        public MaskedContent MaskedContent { get; init; }

        /// <summary>
        /// Whether the albedo outside of the mask is the picture's own, byte by byte; false for the decoder's, which differs a little everywhere. Maps of a material decoder
        /// come from the latent either way: they describe the same surface.
        /// </summary>
        public bool PasteUnmasked { get; init; } = true;

        /// <summary>Extends <see cref="InitImage"/> beyond its borders; the texture's size is then that of the extended picture. Null: no extension.</summary>
        public Outpaint? Outpaint { get; init; }

        /// <summary>Makes <see cref="InitImage"/> continue at its opposite borders by repainting a band around them. Null: the border stays as it is.</summary>
        public SeamRemoval? SeamRemoval { get; init; }

        /// <summary>Edits <see cref="InitImage"/> from what it shows to what the prompt says, keeping its noise. Null: no such edit.</summary>
        public CycleEdit? CycleEdit { get; init; }

        /// <summary>Begins with the noise that <see cref="InitImage"/> would have been made from. Null: with drawn noise.</summary>
        public Inversion? Inversion { get; init; }

        /// <summary>
        /// Share of the noise schedule after which the generator's refiner takes over, 0 to 1; 1 leaves it out. Null: 0.8 where the generator has a refiner
        /// (<see cref="TextureGeneratorOptions.RefinerFolder"/>).
        /// </summary>
        public float? RefinerStart { get; init; }

        /// <summary>A second pass at a larger size. Null: one pass.</summary>
        public HiresFix? Hires { get; init; }

        /// <summary>Start noise instead of drawn one, [1,C,h,w] standard normal, before scaling by the scheduler's init_noise_sigma.</summary>
        public FloatTensor? InitLatents { get; init; }

        /// <summary>Noise that the VAE encoder samples with instead of drawing it, [k,C,h,w]: the picture's, then the masked picture's.</summary>
        public FloatTensor? VaeNoise { get; init; }

        /// <summary>Noise that stochastic schedulers take instead of drawing it, [k,1,C,h,w] or [k,C,h,w], in the order of the draws.</summary>
        public FloatTensor? StepNoise { get; init; }

        /// <summary>Whether the VAE works on large pictures in tiles. Null: above a size where the whole would take more than some 6 GB.</summary>
        public VaeTiling? VaeTiling { get; init; }

        /// <summary>
        /// How many times larger than <see cref="Width"/> x <see cref="Height"/> the maps are, 2 to 8; needs <see cref="TextureGeneratorOptions.Upscaler"/>. Albedo and height go
        /// through the upscaler, roughness and metallic through a Lanczos filter, normals and occlusion follow from the height. Null: not enlarged.
        /// </summary>
        public int? Upscale { get; init; }

        /// <summary>What the request's progress tells of each step beside its number: a preview, the latents, the prediction. Null: nothing, which costs nothing.</summary>
        public PreviewSettings? Preview { get; init; }

        /// <summary>Keeps the final latents and the decoder's raw output in the report.</summary>
        public bool KeepTensors { get; init; }

        /// <summary>How urgent it is among those that wait; may change meanwhile. Null: 0.</summary>
        public RequestPriority? Priority { get; init; }
    }
}
