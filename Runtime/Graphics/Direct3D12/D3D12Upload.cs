using System;
using System.Threading;
using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Graphics.Direct3D12
{
    /// <summary>
    /// An upload through a buffer of the upload heap, laid out as the copy wants it. Slices go from there to a buffer in device memory; what
    /// is published at once goes straight to the textures.
    /// </summary>
    internal sealed unsafe class D3D12Upload : StagedUpload
    {
        private readonly D3D12Device _device;
        private readonly ManualResetEvent _arrived = new ManualResetEvent(false);
        private PlacedFootprint[] _footprints = Array.Empty<PlacedFootprint>();
        private D3D12Buffer? _staging;
        private D3D12Buffer? _local;
        private ulong _byteCount;
        private ulong _done;
        private ulong _value;

        public D3D12Upload(D3D12Device device)
        {
            _device = device;
        }

        public override bool TakesPlanes => false;

        public override long Remaining => (long)(_byteCount - _done);

        /// <summary>The timeline's value at which what was submitted of it is done.</summary>
        public ulong Value => _value;

        public override bool IsDone => _device.Timeline.IsDone(_value);

        /// <summary>Gets ready for textures; buffers grow, and never shrink. Nothing of it may be running.</summary>
        /// <exception cref="GraphicsException">Direct3D has no memory for it.</exception>
        public void Begin(UploadPart[] parts)
        {
            Parts = parts;
            _done = 0;
            _value = 0;
            _byteCount = 0;
            var count = 0;
            foreach (var part in parts)
            {
                count += part.Texture.Description.LevelCount;
            }

            if (_footprints.Length < count)
            {
                _footprints = new PlacedFootprint[count];
            }

            var first = 0;
            foreach (var part in parts)
            {
                const ulong Alignment = D3D12Constants.TEXTURE_DATA_PLACEMENT_ALIGNMENT;
                var description = part.Texture.Description;
                var start = (_byteCount + Alignment - 1) / Alignment * Alignment;
                _byteCount = start + _device.Api.GetFootprints(D3D12Texture.Native(description), start, _footprints.AsSpan(first, description.LevelCount));
                first += description.LevelCount;
            }

            _staging = Reserve(_staging, D3D12Constants.HEAP_TYPE_UPLOAD);
        }

        public override Span<float> Planes(int part) => throw new NotSupportedException("Direct3D 12 takes rows of texels.");

        public override Span<byte> Row(int part, int level, int y)
        {
            var description = Parts[part].Texture.Description;
            ref var placed = ref _footprints[FirstFootprint(part) + level];
            var offset = placed.Offset + ((ulong)y * placed.Footprint.RowPitch);
            return new Span<byte>((byte*)_staging!.Address + offset, description.RowByteCount(level));
        }

        public override void Advance(long bytes)
        {
            _local = Reserve(_local, D3D12Constants.HEAP_TYPE_DEFAULT);
            var recorder = _device.Timeline.Begin();
            var count = Math.Min((ulong)Math.Max(1, bytes), _byteCount - _done);
            recorder.CopyBuffer(_local!.Resource, _done, _staging!.Resource, _done, count);
            _value = _device.Timeline.Submit(recorder);
            _done += count;
        }

        public override void Publish()
        {
            var recorder = _device.Timeline.Begin();
            var source = _staging!.Resource;
            if (_done > 0)
            {
                source = _local!.Resource;
                recorder.CopyBuffer(source, _done, _staging.Resource, _done, _byteCount - _done);
                recorder.Transition(source, D3D12Constants.RESOURCE_STATE_COPY_DEST, D3D12Constants.RESOURCE_STATE_COPY_SOURCE);
            }

            for (var part = 0; part < Parts.Length; part++)
            {
                var texture = (D3D12Texture)Parts[part].Texture;
                _device.Transition(recorder, texture, texture.StateBefore, D3D12Constants.RESOURCE_STATE_COPY_DEST);
                var first = FirstFootprint(part);
                for (var level = 0; level < texture.Description.LevelCount; level++)
                {
                    recorder.CopyLevel(texture.Resource, level, source, _footprints[first + level]);
                }

                _device.Transition(recorder, texture, D3D12Constants.RESOURCE_STATE_COPY_DEST, texture.StateAfter);
            }

            _value = _device.Timeline.Submit(recorder);
            _done = _byteCount;
            foreach (var part in Parts)
            {
                ((D3D12Texture)part.Texture).State = ((D3D12Texture)part.Texture).StateAfter;
            }
        }

        public override void Wait() => _device.Timeline.Wait(_value, _arrived);

        public override void Recycle() => _device.Return(this);

        /// <summary>Fills everything with zero.</summary>
        public void Clear() => new Span<byte>((void*)_staging!.Address, checked((int)_byteCount)).Clear();

        /// <summary>Frees everything; nothing of it may be running.</summary>
        public void Release()
        {
            _staging?.Release();
            _local?.Release();
            _arrived.Dispose();
        }

        private int FirstFootprint(int part)
        {
            var first = 0;
            for (var i = 0; i < part; i++)
            {
                first += Parts[i].Texture.Description.LevelCount;
            }

            return first;
        }

        // The old buffer goes first only when the new one is there, so that a failure leaves a whole upload.
        private D3D12Buffer Reserve(D3D12Buffer? buffer, int heapType)
        {
            if (buffer != null && buffer.ByteCount >= _byteCount)
            {
                return buffer;
            }

            var larger = D3D12Buffer.Create(_device.Api, heapType, _byteCount);
            buffer?.Release();
            return larger;
        }
    }
}
