using System;
using System.Collections.Generic;
using System.Threading;
using DiffusionTextures.Authoring;
using UnityEngine;

namespace DiffusionTextures
{
    /// <summary>
    /// Writes materials into Texture2D objects, with mips, on every platform: packs on the inference thread, then changes all textures within one
    /// frame on the main thread. The textures live from the start, black until the first material, and are destroyed with the target.
    /// </summary>
    /// <remarks>
    /// Made, assigned and disposed on the main thread. What awaits a generation there sees the new texels: they are applied before it goes on.
    /// </remarks>
    public sealed class UnityTextureTarget : ITextureTarget, IDisposable
    {
        private readonly SynchronizationContext _context;
        private readonly OutputBinding[] _bindings;
        private readonly Texture2D[] _textures;
        private readonly TextureImport[] _imports;
        private bool _isDisposed;

        /// <summary>Makes the textures.</summary>
        /// <param name="width">Of every texture, in texels; the request must ask for the same.</param>
        /// <param name="height">Of every texture, in texels.</param>
        /// <param name="bindings">What each texture holds and which shader property it belongs to; null for every map by itself (<see cref="OutputPresets.Plain"/>).</param>
        /// <param name="withMips">Whether the textures have all mip levels.</param>
        /// <exception cref="ArgumentException">A side is out of range, or there is no binding.</exception>
        /// <exception cref="MaterialException">A binding's channels cannot be read.</exception>
        /// <exception cref="InvalidOperationException">This is not the main thread.</exception>
        public UnityTextureTarget(int width, int height, IReadOnlyList<OutputBinding>? bindings = null, bool withMips = true)
        {
            _context = MainThread.Require($"new {nameof(UnityTextureTarget)}");
            Width = width is > 0 and <= TextureImage.MaxSize ? width : throw new ArgumentOutOfRangeException(nameof(width), width, $"A texture is 1 to {TextureImage.MaxSize} texels wide.");
            Height = height is > 0 and <= TextureImage.MaxSize ? height : throw new ArgumentOutOfRangeException(nameof(height), height, $"A texture is 1 to {TextureImage.MaxSize} texels high.");
            WithMips = withMips;
            var list = new List<OutputBinding>(bindings ?? OutputPresets.Find(OutputPresets.Plain).Bindings);
            _bindings = list.Count > 0 ? list.ToArray() : throw new ArgumentException("There is no texture to make: give at least one binding.", nameof(bindings));
            _imports = new TextureImport[_bindings.Length];
            _textures = new Texture2D[_bindings.Length];
            for (var i = 0; i < _bindings.Length; i++)
            {
                Maps |= PackedTexture.MapsOf(_bindings[i]);
                _imports[i] = TextureImport.Of(_bindings[i]);
            }

            for (var i = 0; i < _bindings.Length; i++)
            {
                _textures[i] = TexelUpload.Make(width, height, PackedTexture.FormatOf(_bindings[i]), withMips, _bindings[i].Property);
            }
        }

        /// <inheritdoc/>
        public MaterialMaps Maps { get; }

        /// <summary>Of every texture, in texels.</summary>
        public int Width { get; }

        /// <summary>Of every texture, in texels.</summary>
        public int Height { get; }

        /// <summary>Whether the textures have all mip levels.</summary>
        public bool WithMips { get; }

        /// <summary>Raised on the main thread when all textures have changed.</summary>
        public event Action? Applied;

        /// <summary>The texture of a binding by its property, such as <c>_BaseMap</c>, or <c>albedo</c> of the plain bindings. Destroyed with the target.</summary>
        /// <exception cref="KeyNotFoundException">No binding has this property.</exception>
        public Texture2D this[string property]
        {
            get
            {
                var at = Array.FindIndex(_bindings, binding => binding.Property == property);
                return at >= 0 ? _textures[at] : throw new KeyNotFoundException($"No texture of this target belongs to '{property}'. Its bindings are {string.Join(", ", Array.ConvertAll(_bindings, binding => binding.Property))}.");
            }
        }

        /// <summary>A target for the textures that a material's shader has, assigned to it.</summary>
        /// <exception cref="MaterialException">The shader has no texture that is known.</exception>
        public static UnityTextureTarget For(Material material, int width, int height)
        {
            _ = material == null ? throw new ArgumentNullException(nameof(material)) : 0;
            var target = new UnityTextureTarget(width, height, ShaderProfile.Detect(material.HasTexture).Bindings);
            target.AssignTo(material);
            return target;
        }

        /// <summary>Sets the textures that a material's shader has, and what switches them on.</summary>
        public void AssignTo(Material material)
        {
            _ = material == null ? throw new ArgumentNullException(nameof(material)) : 0;
            for (var i = 0; i < _bindings.Length; i++)
            {
                ShaderTextures.Set(material, _bindings[i].Property, _textures[i]);
            }
        }

        /// <inheritdoc/>
        public void Write(DecodedMaterial material)
        {
            _ = material ?? throw new ArgumentNullException(nameof(material));
            if (material.Width != Width || material.Height != Height)
            {
                throw new ArgumentException($"The textures are {Width}x{Height}, but the request made {material.Width}x{material.Height}. Ask for the target's size.", nameof(material));
            }

            var maps = MaterialTextures.From(material);
            var levels = new byte[_bindings.Length][][];
            for (var i = 0; i < levels.Length; i++)
            {
                levels[i] = BottomUpLevels.Of(PackedTexture.Make(_bindings[i], maps), _imports[i].IsNormalMap, WithMips);
            }

            _context.Post(_ => Apply(levels), null);
        }

        /// <summary>Destroys the textures; a material that is still on its way is dropped.</summary>
        public void Dispose()
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            foreach (var texture in _textures)
            {
                TexelUpload.Destroy(texture);
            }
        }

        private void Apply(byte[][][] levels)
        {
            if (_isDisposed)
            {
                return;
            }

            for (var i = 0; i < levels.Length; i++)
            {
                TexelUpload.Fill(_textures[i], levels[i]);
            }

            Applied?.Invoke();
        }
    }
}
