using System;

namespace DiffusionTextures.Graphics.Memory
{
    /// <summary>An upload between two buffers: what the inference thread filled, and what has arrived.</summary>
    internal sealed class MemoryUpload : StagedUpload
    {
        private readonly MemoryDevice _device;
        private byte[] _filled = Array.Empty<byte>();
        private byte[] _arrived = Array.Empty<byte>();
        private int _byteCount;
        private int _done;

        public MemoryUpload(MemoryDevice device)
        {
            _device = device;
        }

        public override bool TakesPlanes => false;

        public override long Remaining => _byteCount - _done;

        public override bool IsDone => true;

        /// <summary>Gets ready for textures; buffers grow, and never shrink.</summary>
        public void Begin(UploadPart[] parts)
        {
            Parts = parts;
            _done = 0;
            var count = 0L;
            foreach (var part in parts)
            {
                count += part.Texture.Description.ByteCount;
            }

            _byteCount = checked((int)count);
            if (_filled.Length < _byteCount)
            {
                _filled = new byte[_byteCount];
                _arrived = new byte[_byteCount];
            }
        }

        public override Span<float> Planes(int part) => throw new NotSupportedException("Memory takes rows of texels.");

        public override Span<byte> Row(int part, int level, int y)
        {
            var description = Parts[part].Texture.Description;
            var offset = 0L;
            for (var i = 0; i < part; i++)
            {
                offset += Parts[i].Texture.Description.ByteCount;
            }

            for (var i = 0; i < level; i++)
            {
                offset += description.LevelByteCount(i);
            }

            var row = description.RowByteCount(level);
            return _filled.AsSpan((int)offset + (y * row), row);
        }

        public override void Advance(long bytes)
        {
            var count = (int)Math.Min(bytes, Remaining);
            Array.Copy(_filled, _done, _arrived, _done, count);
            _done += count;
        }

        public override void Publish()
        {
            // What was never sliced goes straight to the textures.
            var source = _done == 0 ? _filled : _arrived;
            if (_done > 0)
            {
                Advance(Remaining);
            }

            var offset = 0;
            foreach (var part in Parts)
            {
                var bytes = ((MemoryTexture)part.Texture).Bytes;
                source.AsSpan(offset, bytes.Length).CopyTo(bytes);
                offset += bytes.Length;
            }
        }

        public override void Wait()
        {
        }

        public override void Recycle() => _device.Return(this);
    }
}
