using System;
using DiffusionTextures.Graphics.Vulkan.Interop;
using DiffusionTextures.Textures;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>The compute work of one upload: levels.comp over every level of every part, in pieces of any size.</summary>
    /// <remarks>Planes are read where the host wrote them; values of the levels under way lie in a buffer of this instance.</remarks>
    internal sealed unsafe class ComputeLevels : IDisposable
    {
        private const int MaxParts = 6;
        private const uint MaxWorkgroups = 65535;

        private readonly VulkanContext _context;
        private readonly LevelsPipeline _pipeline;
        private readonly ulong[] _sets = new ulong[MaxParts];
        private UploadPart[] _parts = Array.Empty<UploadPart>();
        private UploadLayout? _layout;
        private VulkanBuffer? _values;
        private ulong _pool;
        private int _part;
        private int _level;
        private uint _group;

        /// <exception cref="GraphicsException">Vulkan failed; nothing is left behind.</exception>
        public ComputeLevels(VulkanContext context, LevelsPipeline pipeline)
        {
            _context = context;
            _pipeline = pipeline;
            try
            {
                CreateSets();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        /// <summary>Bytes of values that are still to be written.</summary>
        public long Remaining { get; private set; }

        /// <summary>Whether the device can bind what an upload needs.</summary>
        public static bool Fits(VulkanContext context, UploadPart[] parts, UploadLayout layout)
        {
            var most = layout.ByteCount;
            foreach (var part in parts)
            {
                most = Math.Max(most, PlaneByteCount(part));
            }

            return most <= context.MaxStorageRange;
        }

        /// <summary>Bytes of a part's planes.</summary>
        public static long PlaneByteCount(UploadPart part)
        {
            return (long)part.Texture.Description.Width * part.Texture.Description.Height * part.Channels * sizeof(float);
        }

        /// <summary>Gets ready for an upload.</summary>
        /// <param name="parts">The textures.</param>
        /// <param name="layout">Where the texels go.</param>
        /// <param name="planes">Host memory, filled later.</param>
        /// <param name="planeOffsets">Where each part's planes begin.</param>
        /// <param name="texels">Where the texels go.</param>
        /// <exception cref="GraphicsException">Vulkan failed.</exception>
        public void Begin(UploadPart[] parts, UploadLayout layout, VulkanBuffer planes, long[] planeOffsets, VulkanBuffer texels)
        {
            _parts = parts;
            _layout = layout;
            _part = 0;
            _level = 0;
            _group = 0;
            Remaining = 0;
            var valueBytes = (long)sizeof(float);
            foreach (var part in parts)
            {
                var description = part.Texture.Description;
                valueBytes = Math.Max(valueBytes, sizeof(float) * part.Channels * (Texels(description, 1) + Texels(description, 2)));
                for (var level = 0; level < description.LevelCount; level++)
                {
                    Remaining += (long)GroupCount(description, level) * GroupCost(part);
                }
            }

            VulkanUpload.Reserve(ref _values, _context, valueBytes, VkBufferUsageFlags.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, false, "the values of mip levels");
            for (var i = 0; i < parts.Length; i++)
            {
                UpdateSet(_sets[i], planes, planeOffsets[i], PlaneByteCount(parts[i]), texels);
            }
        }

        /// <summary>Records the next pieces, about so many bytes, but one at least.</summary>
        public void Record(IntPtr commands, long bytes)
        {
            while (bytes > 0 && _part < _parts.Length)
            {
                bytes -= RecordPiece(commands, bytes);
            }
        }

        public void Dispose()
        {
            _values?.Dispose();
            _context.Functions.DestroyDescriptorPool(_context.Device, _pool, null);
        }

        private static long Texels(TextureDescription description, int level) => (long)description.LevelWidth(level) * description.LevelHeight(level);

        // As in levels.comp: a group is one 32-bit word, or two for half floats.
        private static int TexelsPerGroup(PixelFormat format) => Math.Max(1, 4 / PixelFormats.BytesPerPixel(format));

        private static uint GroupCount(TextureDescription description, int level)
        {
            var perGroup = TexelsPerGroup(description.Format);
            return (uint)((Texels(description, level) + perGroup - 1) / perGroup);
        }

        private static long GroupCost(UploadPart part) => (long)TexelsPerGroup(part.Texture.Description.Format) * part.Channels * sizeof(float);

        private long RecordPiece(IntPtr commands, long bytes)
        {
            var part = _parts[_part];
            var description = part.Texture.Description;
            var count = GroupCount(description, _level);
            var cost = GroupCost(part);
            var wanted = Math.Max(LevelsPipeline.GroupSize, Math.Min(bytes / cost, MaxWorkgroups * LevelsPipeline.GroupSize));
            var end = (uint)Math.Min(count, _group + wanted);
            var done = (end - _group) * cost;

            // Levels read what the level above wrote, in this submission or an earlier one, and reuse its memory.
            var barrier = new VkMemoryBarrier
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                srcAccessMask = VkAccessFlags.VK_ACCESS_SHADER_WRITE_BIT,
                dstAccessMask = VkAccessFlags.VK_ACCESS_SHADER_READ_BIT | VkAccessFlags.VK_ACCESS_SHADER_WRITE_BIT,
            };
            const VkPipelineStageFlags Compute = VkPipelineStageFlags.VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT;
            _context.Functions.CmdPipelineBarrier(commands, Compute, Compute, 0, 1, &barrier, 0, null, 0, null);
            _pipeline.Bind(commands, _sets[_part]);
            _pipeline.Dispatch(commands, Job(part, description, end));
            Remaining -= done;
            _group = end;
            if (_group == count)
            {
                _group = 0;
                _level++;
            }

            if (_level == description.LevelCount)
            {
                _level = 0;
                _part++;
            }

            return done;
        }

        private LevelsJob Job(UploadPart part, TextureDescription description, uint end)
        {
            var above = Math.Max(0, _level - 1);
            return new LevelsJob
            {
                Kind = (uint)part.Kind,
                Format = (uint)description.Format,
                Level = (uint)_level,
                Width = (uint)description.LevelWidth(_level),
                Height = (uint)description.LevelHeight(_level),
                AboveWidth = (uint)description.LevelWidth(above),
                AboveHeight = (uint)description.LevelHeight(above),
                AbovePlace = _level == 1 ? (uint)(_layout!.Offset(_part, 0) / sizeof(uint)) : ValuesPlace(part, above),
                ValuesPlace = ValuesPlace(part, _level),
                TexelsPlace = (uint)(_layout!.Offset(_part, _level) / sizeof(uint)),
                FirstGroup = _group,
                EndGroup = end,
            };
        }

        // Odd levels at the beginning, even ones behind the largest odd one.
        private static uint ValuesPlace(UploadPart part, int level)
        {
            return level % 2 == 1 ? 0 : (uint)(part.Channels * Texels(part.Texture.Description, 1));
        }

        private void CreateSets()
        {
            var size = new VkDescriptorPoolSize { type = VkWriteDescriptorSet.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, descriptorCount = MaxParts * LevelsPipeline.BindingCount };
            var info = new VkDescriptorPoolCreateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
                maxSets = MaxParts,
                poolSizeCount = 1,
                pPoolSizes = &size,
            };
            const string Subject = "the buffers of the shader that makes mips";
            ulong pool;
            _context.Check(_context.Functions.CreateDescriptorPool(_context.Device, &info, null, &pool), "vkCreateDescriptorPool", Subject);
            _pool = pool;
            var layouts = stackalloc ulong[MaxParts];
            new Span<ulong>(layouts, MaxParts).Fill(_pipeline.SetLayout);
            var allocation = new VkDescriptorSetAllocateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                descriptorPool = pool,
                descriptorSetCount = MaxParts,
                pSetLayouts = layouts,
            };
            fixed (ulong* sets = _sets)
            {
                _context.Check(_context.Functions.AllocateDescriptorSets(_context.Device, &allocation, sets), "vkAllocateDescriptorSets", Subject);
            }
        }

        private void UpdateSet(ulong set, VulkanBuffer planes, long planeOffset, long planeByteCount, VulkanBuffer texels)
        {
            var buffers = stackalloc VkDescriptorBufferInfo[LevelsPipeline.BindingCount];
            buffers[0] = new VkDescriptorBufferInfo { buffer = planes.Handle, offset = (ulong)planeOffset, range = (ulong)planeByteCount };
            buffers[1] = new VkDescriptorBufferInfo { buffer = _values!.Handle, range = ulong.MaxValue };
            buffers[2] = new VkDescriptorBufferInfo { buffer = texels.Handle, range = ulong.MaxValue };
            buffers[3] = new VkDescriptorBufferInfo { buffer = _pipeline.Tables, range = ulong.MaxValue };
            var writes = stackalloc VkWriteDescriptorSet[LevelsPipeline.BindingCount];
            for (var i = 0; i < LevelsPipeline.BindingCount; i++)
            {
                writes[i] = new VkWriteDescriptorSet
                {
                    sType = VkStructureType.VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                    dstSet = set,
                    dstBinding = (uint)i,
                    descriptorCount = 1,
                    descriptorType = VkWriteDescriptorSet.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                    pBufferInfo = &buffers[i],
                };
            }

            _context.Functions.UpdateDescriptorSets(_context.Device, LevelsPipeline.BindingCount, writes, 0, null);
        }
    }
}
