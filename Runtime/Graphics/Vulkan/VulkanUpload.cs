using System;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>
    /// An upload through persistently mapped host memory. The device's copy of the texels is a buffer, never an image: slices leave every
    /// texture as it is, any image that can be copied to will do, and one submission of copies changes them all.
    /// </summary>
    internal sealed unsafe class VulkanUpload : StagedUpload, IDisposable
    {
        /// <summary>No device asks for more between buffers of a binding.</summary>
        private const int PlaneAlignment = 256;

        private readonly VulkanDevice _device;
        private readonly VulkanContext _context;
        private readonly UploadLayout _layout = new UploadLayout();
        private readonly HandOverList _handOvers = new HandOverList();
        private readonly long[] _planeOffsets = new long[6];
        private VulkanBuffer? _host;
        private VulkanBuffer? _texels;
        private ComputeLevels? _compute;
        private bool _takesPlanes;
        private long _copied;
        private ulong _serial;

        public VulkanUpload(VulkanDevice device)
        {
            _device = device;
            _context = device.Context;
        }

        public override bool TakesPlanes => _takesPlanes;

        public override long Remaining => _takesPlanes ? _compute!.Remaining : _layout.ByteCount - _copied;

        public override bool IsDone => _device.Submissions.IsDone(_serial);

        /// <summary>A buffer of at least so many bytes: the one that is there, or a new one in its place.</summary>
        public static void Reserve(ref VulkanBuffer? buffer, VulkanContext context, long size, VkBufferUsageFlags usage, bool isMapped, object subject)
        {
            if (buffer == null || buffer.Size < size)
            {
                buffer?.Dispose();
                buffer = null;
                buffer = new VulkanBuffer(context, size, usage, isMapped, subject);
            }
        }

        /// <summary>Gets ready for textures; buffers grow, and never shrink.</summary>
        /// <exception cref="GraphicsException">Vulkan failed; the instance can be used again.</exception>
        public void Begin(UploadPart[] parts)
        {
            Parts = parts;
            _copied = 0;
            _serial = 0;
            _layout.Begin(parts);
            _takesPlanes = _device.Pipeline != null && ComputeLevels.Fits(_context, parts, _layout);
            const VkBufferUsageFlags HostUsage = VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VkBufferUsageFlags.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
            Reserve(ref _host, _context, _takesPlanes ? PlacePlanes() : _layout.ByteCount, HostUsage, true, parts[0].Texture.Description);
            if (_takesPlanes)
            {
                ReserveTexels();
                _compute ??= new ComputeLevels(_context, _device.Pipeline!);
                _compute.Begin(parts, _layout, _host!, _planeOffsets, _texels!);
            }
        }

        public override Span<float> Planes(int part)
        {
            return new Span<float>(_host!.Address + _planeOffsets[part], (int)(ComputeLevels.PlaneByteCount(Parts[part]) / sizeof(float)));
        }

        public override Span<byte> Row(int part, int level, int y)
        {
            var count = Parts[part].Texture.Description.RowByteCount(level);
            return new Span<byte>(_host!.Address + _layout.Offset(part, level) + ((long)y * count), count);
        }

        public override void Advance(long bytes)
        {
            if (!_takesPlanes)
            {
                ReserveTexels();
            }

            var submission = _device.Submissions.Begin();
            RecordWork(submission.CommandBuffer, bytes);
            _serial = _device.Submissions.Submit(submission, null, Parts[0].Texture.Description);
        }

        public override void Publish()
        {
            var hasHandOver = CollectHandOvers();
            var submission = _device.Submissions.Begin();
            var commands = submission.CommandBuffer;
            var source = _host!;
            if (_takesPlanes || _copied > 0)
            {
                RecordWork(commands, Remaining);
                source = _texels!;
            }

            RecordImages(commands, source);
            _serial = _device.Submissions.Submit(submission, hasHandOver ? _handOvers : null, Parts[0].Texture.Description);
        }

        public override void Wait() => _device.Submissions.Wait(_serial, Parts[0].Texture.Description);

        public override void Recycle() => _device.Return(this);

        /// <summary>Nothing of it may be in use.</summary>
        public void Dispose()
        {
            _compute?.Dispose();
            _texels?.Dispose();
            _host?.Dispose();
        }

        private long PlacePlanes()
        {
            var end = 0L;
            for (var i = 0; i < Parts.Length; i++)
            {
                _planeOffsets[i] = end;
                end += (ComputeLevels.PlaneByteCount(Parts[i]) + PlaneAlignment - 1) / PlaneAlignment * PlaneAlignment;
            }

            return end;
        }

        private void ReserveTexels()
        {
            const VkBufferUsageFlags Usage =
                VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VkBufferUsageFlags.VK_BUFFER_USAGE_TRANSFER_DST_BIT | VkBufferUsageFlags.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
            Reserve(ref _texels, _context, _layout.ByteCount, Usage, false, Parts[0].Texture.Description);
        }

        private bool CollectHandOvers()
        {
            var has = false;
            foreach (var part in Parts)
            {
                has |= ((VulkanTexture)part.Texture).HandOver != null;
            }

            if (has)
            {
                _handOvers.Collect(Parts);
            }

            return has;
        }

        private void RecordWork(IntPtr commands, long bytes)
        {
            if (_takesPlanes)
            {
                _compute!.Record(commands, bytes);
                return;
            }

            var count = Math.Min(bytes, Remaining);
            if (count > 0)
            {
                var region = new VkBufferCopy { srcOffset = (ulong)_copied, dstOffset = (ulong)_copied, size = (ulong)count };
                _context.Functions.CmdCopyBuffer(commands, _host!.Handle, _texels!.Handle, 1, &region);
                _copied += count;
            }
        }

        private void RecordImages(IntPtr commands, VulkanBuffer source)
        {
            const VkPipelineStageFlags All = VkPipelineStageFlags.VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
            const VkPipelineStageFlags Transfer = VkPipelineStageFlags.VK_PIPELINE_STAGE_TRANSFER_BIT;
            var arrived = new VkMemoryBarrier
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                srcAccessMask = VkAccessFlags.VK_ACCESS_MEMORY_WRITE_BIT,
                dstAccessMask = VkAccessFlags.VK_ACCESS_TRANSFER_READ_BIT,
            };
            var barriers = stackalloc VkImageMemoryBarrier[Parts.Length];
            for (var i = 0; i < Parts.Length; i++)
            {
                barriers[i] = ImageBarrier.BeforeWrite((VulkanTexture)Parts[i].Texture);
            }

            _context.Functions.CmdPipelineBarrier(commands, All, Transfer, 0, 1, &arrived, 0, null, (uint)Parts.Length, barriers);
            for (var i = 0; i < Parts.Length; i++)
            {
                RecordCopies(commands, source, i);
                barriers[i] = ImageBarrier.AfterWrite((VulkanTexture)Parts[i].Texture, _context.Handles.QueueFamily);
            }

            _context.Functions.CmdPipelineBarrier(commands, Transfer, All, 0, 0, null, 0, null, (uint)Parts.Length, barriers);
        }

        private void RecordCopies(IntPtr commands, VulkanBuffer source, int part)
        {
            var texture = (VulkanTexture)Parts[part].Texture;
            var levels = texture.Description.LevelCount;
            var regions = stackalloc VkBufferImageCopy[levels];
            for (var level = 0; level < levels; level++)
            {
                regions[level] = ImageBarrier.Region(texture.Description, level, _layout.Offset(part, level));
            }

            _context.Functions.CmdCopyBufferToImage(
                commands, source.Handle, texture.Image, VkImageLayout.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, (uint)levels, regions);
        }
    }
}
