using System;
using DiffusionTextures.Decoding;
using DiffusionTextures.Graphics.Vulkan.Interop;
using DiffusionTextures.Graphics.Vulkan.Shaders;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>The compute pipeline of levels.comp, its layouts, and the tables that it reads.</summary>
    internal sealed unsafe class LevelsPipeline : IDisposable
    {
        /// <summary>Storage buffers of a set: planes, values, texels, tables.</summary>
        public const int BindingCount = 4;

        /// <summary>Invocations of a workgroup.</summary>
        public const uint GroupSize = 64;

        private const uint ComputeStage = 0x20;
        private const string Subject = "the shader that makes mips";

        private readonly VulkanContext _context;
        private ulong _module;
        private ulong _setLayout;
        private ulong _layout;
        private ulong _pipeline;
        private VulkanBuffer? _tables;

        /// <exception cref="GraphicsException">Vulkan failed; nothing is left behind.</exception>
        public LevelsPipeline(VulkanContext context)
        {
            _context = context;
            try
            {
                CreateModule();
                CreateSetLayout();
                CreateLayout();
                CreatePipeline();
                _tables = new VulkanBuffer(context, SrgbTransfer.TableCount * sizeof(float), VkBufferUsageFlags.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, true, Subject);
                SrgbTransfer.CopyTables(new Span<float>(_tables.Address, SrgbTransfer.TableCount));
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public ulong SetLayout => _setLayout;

        public ulong Tables => _tables!.Handle;

        /// <summary>Records the pipeline and a set.</summary>
        public void Bind(IntPtr commands, ulong set)
        {
            const int Compute = 1;
            _context.Functions.CmdBindPipeline(commands, Compute, _pipeline);
            _context.Functions.CmdBindDescriptorSets(commands, Compute, _layout, 0, 1, &set, 0, null);
        }

        /// <summary>Records one job.</summary>
        public void Dispatch(IntPtr commands, LevelsJob job)
        {
            _context.Functions.CmdPushConstants(commands, _layout, ComputeStage, 0, (uint)sizeof(LevelsJob), &job);
            _context.Functions.CmdDispatch(commands, (job.EndGroup - job.FirstGroup + GroupSize - 1) / GroupSize, 1, 1);
        }

        public void Dispose()
        {
            _tables?.Dispose();
            _context.Functions.DestroyPipeline(_context.Device, _pipeline, null);
            _context.Functions.DestroyPipelineLayout(_context.Device, _layout, null);
            _context.Functions.DestroyDescriptorSetLayout(_context.Device, _setLayout, null);
            _context.Functions.DestroyShaderModule(_context.Device, _module, null);
        }

        private void CreateModule()
        {
            var spirv = Convert.FromBase64String(LevelsShader.Code);
            fixed (byte* code = spirv)
            {
                var info = new VkShaderModuleCreateInfo
                {
                    sType = VkStructureType.VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO,
                    codeSize = (nuint)spirv.Length,
                    pCode = code,
                };
                ulong module;
                _context.Check(_context.Functions.CreateShaderModule(_context.Device, &info, null, &module), "vkCreateShaderModule", Subject);
                _module = module;
            }
        }

        private void CreateSetLayout()
        {
            var bindings = stackalloc VkDescriptorSetLayoutBinding[BindingCount];
            for (var i = 0; i < BindingCount; i++)
            {
                bindings[i] = new VkDescriptorSetLayoutBinding
                {
                    binding = (uint)i,
                    descriptorType = VkWriteDescriptorSet.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                    descriptorCount = 1,
                    stageFlags = ComputeStage,
                };
            }

            var info = new VkDescriptorSetLayoutCreateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
                bindingCount = BindingCount,
                pBindings = bindings,
            };
            ulong layout;
            _context.Check(_context.Functions.CreateDescriptorSetLayout(_context.Device, &info, null, &layout), "vkCreateDescriptorSetLayout", Subject);
            _setLayout = layout;
        }

        private void CreateLayout()
        {
            var push = new VkPushConstantRange { stageFlags = ComputeStage, size = (uint)sizeof(LevelsJob) };
            var set = _setLayout;
            var info = new VkPipelineLayoutCreateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
                setLayoutCount = 1,
                pSetLayouts = &set,
                pushConstantRangeCount = 1,
                pPushConstantRanges = &push,
            };
            ulong layout;
            _context.Check(_context.Functions.CreatePipelineLayout(_context.Device, &info, null, &layout), "vkCreatePipelineLayout", Subject);
            _layout = layout;
        }

        private void CreatePipeline()
        {
            var name = stackalloc byte[] { (byte)'m', (byte)'a', (byte)'i', (byte)'n', 0 };
            var info = new VkComputePipelineCreateInfo
            {
                sType = VkStructureType.VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO,
                stage = new VkPipelineShaderStageCreateInfo
                {
                    sType = VkStructureType.VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
                    stage = ComputeStage,
                    module = _module,
                    pName = name,
                },
                layout = _layout,
                basePipelineIndex = -1,
            };
            ulong pipeline;
            _context.Check(_context.Functions.CreateComputePipelines(_context.Device, 0, 1, &info, null, &pipeline), "vkCreateComputePipelines", Subject);
            _pipeline = pipeline;
        }
    }
}
