using System;
using System.Threading;
using DiffusionTextures.Graphics.Direct3D12.Interop;
using DiffusionTextures.Textures;
using DiffusionTextures.Textures.Containers;

namespace DiffusionTextures.Graphics.Direct3D12
{
    /// <summary>A committed texture of our own, or a reference to one of the engine's.</summary>
    internal sealed unsafe class D3D12Texture : GraphicsTexture
    {
        private readonly D3D12Device _device;

        /// <param name="device">Whose it is.</param>
        /// <param name="description">What it is.</param>
        /// <param name="resource">ID3D12Resource; a reference is taken over.</param>
        /// <param name="isBorrowed">Whether the engine made it.</param>
        /// <param name="stateBefore">D3D12_RESOURCE_STATES in which an upload finds it.</param>
        /// <param name="stateAfter">D3D12_RESOURCE_STATES in which an upload leaves it.</param>
        public D3D12Texture(D3D12Device device, TextureDescription description, IntPtr resource, bool isBorrowed, uint stateBefore, uint stateAfter)
            : base(device, description, isBorrowed)
        {
            _device = device;
            Resource = resource;
            StateBefore = stateBefore;
            StateAfter = stateAfter;
            State = stateBefore;
        }

        public IntPtr Resource { get; }

        public uint StateBefore { get; }

        public uint StateAfter { get; }

        /// <summary>In which it is unless the engine has changed it since the last upload.</summary>
        public uint State { get; set; }

        internal override ulong Handle => (ulong)Resource;

        /// <summary>D3D12_RESOURCE_DESC of a texture.</summary>
        public static ResourceDesc Native(TextureDescription description)
        {
            return new ResourceDesc
            {
                Dimension = D3D12Constants.RESOURCE_DIMENSION_TEXTURE2D,
                Width = (ulong)description.Width,
                Height = (uint)description.Height,
                DepthOrArraySize = 1,
                MipLevels = (ushort)description.LevelCount,
                Format = ContainerCodes.DxgiFormat(TextureEncodings.Of(description.Format)),
                SampleDesc = new SampleDesc { Count = 1 },
            };
        }

        /// <summary>What the engine's resource says of itself.</summary>
        public static ResourceDesc Describe(IntPtr resource)
        {
            ResourceDesc description;
            ((delegate* unmanaged[Stdcall]<IntPtr, ResourceDesc*, ResourceDesc*>)Com.Slot(resource, 10))(resource, &description);
            return description;
        }

        internal override TextureImage[] ReadBackCore()
        {
            var footprints = new PlacedFootprint[Description.LevelCount];
            var total = _device.Api.GetFootprints(Native(Description), 0, footprints);
            var buffer = D3D12Buffer.Create(_device.Api, D3D12Constants.HEAP_TYPE_READBACK, total);
            var submitted = 0UL;
            try
            {
                var recorder = _device.Timeline.Begin();
                _device.Transition(recorder, this, State, D3D12Constants.RESOURCE_STATE_COPY_SOURCE);
                for (var level = 0; level < footprints.Length; level++)
                {
                    recorder.CopyLevelBack(buffer.Resource, footprints[level], Resource, level);
                }

                _device.Transition(recorder, this, D3D12Constants.RESOURCE_STATE_COPY_SOURCE, State);
                using var arrived = new ManualResetEvent(false);
                submitted = _device.Timeline.Submit(recorder);
                _device.Timeline.Wait(submitted, arrived);
                return Read(buffer, footprints);
            }
            finally
            {
                _device.Timeline.WaitDespiteFailures(submitted);
                buffer.Release();
            }
        }

        internal override void DisposeCore() => Com.Release(Resource);

        private TextureImage[] Read(D3D12Buffer buffer, PlacedFootprint[] footprints)
        {
            var levels = new TextureImage[footprints.Length];
            for (var level = 0; level < levels.Length; level++)
            {
                levels[level] = new TextureImage(Description.LevelWidth(level), Description.LevelHeight(level), Description.Format);
                var row = Description.RowByteCount(level);
                for (var y = 0; y < Description.LevelHeight(level); y++)
                {
                    var source = (byte*)buffer.Address + footprints[level].Offset + ((ulong)y * footprints[level].Footprint.RowPitch);
                    new ReadOnlySpan<byte>(source, row).CopyTo(levels[level].Pixels.Span.Slice(y * row));
                }
            }

            return levels;
        }
    }
}
