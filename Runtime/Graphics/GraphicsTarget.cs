using System;
using System.Collections.Generic;
using System.Threading;
using DiffusionTextures.Graphics;
using DiffusionTextures.Textures;

namespace DiffusionTextures
{
    /// <summary>
    /// Writes materials into textures of a graphics device, with mips: all maps or none. The textures keep their old pictures until every
    /// map of the new material has arrived on the device, and for good when anything fails.
    /// </summary>
    /// <remarks>
    /// Thread-safe. Under <see cref="UploadTiming.InUpdate"/> a newer material takes the place of one that still waits. Disposing drops what
    /// waits and lets the textures go; it disposes those that <see cref="Create"/> made.
    /// </remarks>
    public sealed class GraphicsTarget : ITextureTarget, IDisposable
    {
        private static readonly MaterialMaps[] SingleMaps =
        {
            MaterialMaps.Albedo, MaterialMaps.Normal, MaterialMaps.Height, MaterialMaps.Roughness, MaterialMaps.Metallic, MaterialMaps.AmbientOcclusion,
        };

        private readonly UploadPart[] _parts;
        private readonly UploadPart[] _previewParts;
        private readonly GraphicsDevice _device;
        private readonly bool _ownsTextures;
        private int _waiting;
        private int _writtenCount;
        private bool _isDisposed;

        /// <summary>Takes textures of one device, of one size, each for one map. They stay the caller's.</summary>
        /// <param name="textures">
        /// Albedo in <see cref="PixelFormat.Rgba8Srgb"/>, <see cref="PixelFormat.Rgba8"/> or <see cref="PixelFormat.Rgba16Float"/>; normals in
        /// <see cref="PixelFormat.Rgba8"/>, <see cref="PixelFormat.Rg8"/> or <see cref="PixelFormat.Rgba16Float"/>; the others in
        /// <see cref="PixelFormat.R8"/>, <see cref="PixelFormat.R16"/>, <see cref="PixelFormat.Rgba8"/> or <see cref="PixelFormat.Rgba16Float"/>.
        /// </param>
        /// <exception cref="ArgumentException">No texture, another size or device, a format that the map cannot have, or a texture that another target writes.</exception>
        /// <exception cref="ObjectDisposedException">A texture was disposed.</exception>
        public GraphicsTarget(IReadOnlyDictionary<MaterialMaps, GraphicsTexture> textures)
            : this(textures, false)
        {
        }

        private GraphicsTarget(IReadOnlyDictionary<MaterialMaps, GraphicsTexture> textures, bool ownsTextures)
        {
            _parts = MakeParts(textures ?? throw new ArgumentNullException(nameof(textures)));
            _previewParts = new[] { _parts[0] };
            _device = _parts[0].Texture.Device;
            _ownsTextures = ownsTextures;
            foreach (var part in _parts)
            {
                part.Texture.Target = this;
                Maps |= part.Map;
            }
        }

        /// <inheritdoc/>
        public MaterialMaps Maps { get; }

        /// <summary>Texels across every texture, and across the material to ask for.</summary>
        public int Width => _parts[0].Texture.Description.Width;

        /// <summary>Texels down every texture, and down the material to ask for.</summary>
        public int Height => _parts[0].Texture.Description.Height;

        /// <summary>Whether a material waits for <see cref="GraphicsDevice.Update"/>.</summary>
        public bool IsPending => Volatile.Read(ref _waiting) > 0;

        /// <summary>How often textures have changed, previews included.</summary>
        public int WrittenCount => Volatile.Read(ref _writtenCount);

        /// <summary>The texture of one map.</summary>
        /// <exception cref="ArgumentException">Not exactly one map, or one that is not in <see cref="Maps"/>.</exception>
        public GraphicsTexture this[MaterialMaps map]
        {
            get
            {
                foreach (var part in _parts)
                {
                    if (part.Map == map)
                    {
                        return part.Texture;
                    }
                }

                throw new ArgumentException($"{map} is not one of the maps here ({Maps}).", nameof(map));
            }
        }

        /// <summary>
        /// Makes textures for some maps and a target that owns them: albedo in <see cref="PixelFormat.Rgba8Srgb"/>, normals in
        /// <see cref="PixelFormat.Rgba8"/>, height in <see cref="PixelFormat.R16"/>, the others in <see cref="PixelFormat.R8"/>, all with full mips.
        /// </summary>
        /// <exception cref="ArgumentException">A side is out of range, or no map is asked for.</exception>
        /// <exception cref="GraphicsException">The graphics API failed; nothing was made.</exception>
        public static GraphicsTarget Create(GraphicsDevice device, int width, int height, MaterialMaps maps = MaterialMaps.All)
        {
            _ = device ?? throw new ArgumentNullException(nameof(device));
            var textures = new Dictionary<MaterialMaps, GraphicsTexture>();
            try
            {
                foreach (var map in SingleMaps)
                {
                    if ((maps & map) != 0)
                    {
                        textures.Add(map, device.CreateTexture(new TextureDescription(width, height, PixelFormats.ForMap(map))));
                    }
                }

                return new GraphicsTarget(textures, true);
            }
            catch
            {
                foreach (var texture in textures.Values)
                {
                    texture.Dispose();
                }

                throw;
            }
        }

        /// <summary>Stages the material and, under <see cref="UploadTiming.Immediate"/>, changes the textures.</summary>
        /// <param name="material">The maps, as large as the textures.</param>
        /// <exception cref="ArgumentException">The material has another size.</exception>
        /// <exception cref="GraphicsException">The graphics API failed; the textures keep their pictures.</exception>
        /// <exception cref="ObjectDisposedException">The target, its device or a texture was disposed.</exception>
        public void Write(DecodedMaterial material)
        {
            _ = material ?? throw new ArgumentNullException(nameof(material));
            if (material.Width != Width || material.Height != Height)
            {
                throw new ArgumentException(
                    $"The material is {material.Width}x{material.Height}, but the target's textures are {Width}x{Height}. " +
                    $"Set {nameof(TextureRequest)}.{nameof(TextureRequest.Width)} and {nameof(TextureRequest.Height)} to the textures' size.",
                    nameof(material));
            }

            var upload = Stage(_parts);
            try
            {
                for (var i = 0; i < _parts.Length; i++)
                {
                    upload.Fill(i, material.GetPlanes(_parts[i].Map));
                }
            }
            catch
            {
                _device.Abandon(upload);
                throw;
            }

            _device.Submit(upload, this);
        }

        /// <summary>
        /// Shows a picture of a generation under way in the albedo texture, with mips, scaled to its size. The other maps stay; the finished
        /// material replaces it, and nothing does when the generation fails.
        /// </summary>
        /// <param name="preview">Of any size, sRGB-encoded.</param>
        /// <exception cref="InvalidOperationException">The target has no albedo texture.</exception>
        /// <exception cref="GraphicsException">The graphics API failed; the texture keeps its picture.</exception>
        /// <exception cref="ObjectDisposedException">The target, its device or the texture was disposed.</exception>
        public void ShowPreview(TextureImage preview)
        {
            _ = preview ?? throw new ArgumentNullException(nameof(preview));
            if ((Maps & MaterialMaps.Albedo) == 0)
            {
                throw new InvalidOperationException($"Previews are shown in the {MaterialMaps.Albedo} texture, but the target has {Maps} only.");
            }

            var planes = PreviewPlanes.Scale(preview, Width, Height);
            var upload = Stage(_previewParts);
            try
            {
                upload.Fill(0, planes);
            }
            catch
            {
                _device.Abandon(upload);
                throw;
            }

            _device.Submit(upload, this);
        }

        /// <summary>A progress to give to a generation into this target: shows every preview that the request asks for, then passes the report on.</summary>
        /// <param name="progress">Told of every report afterwards, or null.</param>
        public IProgress<GenerationProgress> WithPreviews(IProgress<GenerationProgress>? progress = null) => new PreviewProgress(this, progress);

        /// <summary>Drops what waits, and lets the textures go.</summary>
        public void Dispose()
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _device.Drop(this);
            foreach (var part in _parts)
            {
                part.Texture.Target = null;
                if (_ownsTextures)
                {
                    part.Texture.Dispose();
                }
            }
        }

        /// <summary>A material waits from now on.</summary>
        internal void Staged() => Interlocked.Increment(ref _waiting);

        /// <summary>It waits no more.</summary>
        internal void Unstaged() => Interlocked.Decrement(ref _waiting);

        /// <summary>The textures have changed.</summary>
        internal void Written() => Interlocked.Increment(ref _writtenCount);

        private StagedUpload Stage(UploadPart[] parts)
        {
            return _isDisposed
                ? throw new ObjectDisposedException(nameof(GraphicsTarget), "The target was disposed. Make another from its textures.")
                : _device.Stage(parts);
        }

        private static UploadPart[] MakeParts(IReadOnlyDictionary<MaterialMaps, GraphicsTexture> textures)
        {
            var parts = new List<UploadPart>();
            foreach (var map in SingleMaps)
            {
                if (textures.TryGetValue(map, out var texture))
                {
                    parts.Add(new UploadPart(texture ?? throw new ArgumentException($"The texture for {map} is null.", nameof(textures)), map));
                }
            }

            if (parts.Count == 0 || parts.Count != textures.Count)
            {
                throw new ArgumentException(
                    $"A target needs at least one texture, each for exactly one map; {textures.Count} were given for {string.Join(", ", textures.Keys)}.", nameof(textures));
            }

            var seen = new HashSet<GraphicsTexture>();
            foreach (var part in parts)
            {
                Require(part, parts[0], !seen.Add(part.Texture));
            }

            return parts.ToArray();
        }

        private static void Require(UploadPart part, UploadPart first, bool isRepeated)
        {
            var (texture, description) = (part.Texture, part.Texture.Description);
            texture.ThrowIfDisposed();
            if (texture.Device != first.Texture.Device)
            {
                throw new ArgumentException($"The {description} for {part.Map} is of another device than that for {first.Map}. Use one target per device.");
            }

            if (description.Width != first.Texture.Description.Width || description.Height != first.Texture.Description.Height)
            {
                throw new ArgumentException(
                    $"The {description} for {part.Map} and the {first.Texture.Description} for {first.Map} differ in size. A material's maps have one size.");
            }

            if (!TexelPacking.Supports(part.Kind, description.Format))
            {
                throw new ArgumentException($"{part.Map} cannot be stored as {description.Format}. The documentation of {nameof(GraphicsTarget)} lists what can.");
            }

            if (texture.Target != null || isRepeated)
            {
                throw new ArgumentException($"The {description} for {part.Map} is in use by another target or map. Dispose that target first, or make another texture.");
            }
        }
    }
}
