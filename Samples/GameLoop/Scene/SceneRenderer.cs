using GameLoop.Interop;
using GameLoop.Vulkan;

namespace GameLoop.Scene;

/// <summary>Records a frame: the cube and the floor, each of a material, and the sky behind them.</summary>
internal sealed unsafe class SceneRenderer : IDisposable
{
    private readonly GraphicsPipelines _pipelines;
    private readonly MeshBuffers _cube;
    private readonly MeshBuffers _floor;

    public SceneRenderer(VulkanContext context, DescriptorSets descriptors)
    {
        _pipelines = new GraphicsPipelines(context, descriptors);
        _cube = new MeshBuffers(context, Mesh.RoundedCube(Stage.CubeHalf, Stage.CubeRadius));
        _floor = new MeshBuffers(context, Mesh.Floor(Stage.FloorHalf, Stage.FloorTile));
    }

    /// <summary>Records everything from nothing to the resolved picture, which is then ready to be copied from.</summary>
    /// <param name="commands">Of the frame.</param>
    /// <param name="images">What to draw into.</param>
    /// <param name="frame">The set of the frame's uniforms.</param>
    /// <param name="cube">The set of the cube's material.</param>
    /// <param name="floor">The set of the floor's material.</param>
    public void Record(nint commands, FrameImages images, ulong frame, ulong cube, ulong floor)
    {
        images.Colour.Transition(
            commands, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
            VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT, VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT,
            VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT, VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT);
        images.Resolved.Transition(
            commands, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
            VK_PIPELINE_STAGE_TRANSFER_BIT, 0, VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT, VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT);
        const uint DepthStages = VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT;
        images.Depth.Transition(
            commands, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL,
            DepthStages, VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT,
            DepthStages, VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT);

        BeginRendering(commands, images);
        Vk.vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, _pipelines.Surface);
        Bind(commands, frame, cube, isFloor: 0);
        _cube.Draw(commands);
        Bind(commands, frame, floor, isFloor: 1);
        _floor.Draw(commands);
        Vk.vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, _pipelines.Sky);
        Vk.vkCmdDraw(commands, 3, 1, 0, 0);
        Vk.vkCmdEndRendering(commands);

        images.Resolved.Transition(
            commands, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
            VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT, VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_READ_BIT);
    }

    public void Dispose()
    {
        _floor.Dispose();
        _cube.Dispose();
        _pipelines.Dispose();
    }

    private static void BeginRendering(nint commands, FrameImages images)
    {
        var colour = new VkRenderingAttachmentInfo
        {
            imageView = images.Colour.View,
            imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
            resolveMode = VK_RESOLVE_MODE_AVERAGE_BIT,
            resolveImageView = images.Resolved.View,
            resolveImageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
            loadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE,
            storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE,
        };
        var depth = new VkRenderingAttachmentInfo
        {
            imageView = images.Depth.View,
            imageLayout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL,
            loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR,
            storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE,
            clear0 = 1,
        };
        var area = new VkRect2D { width = (uint)images.Width, height = (uint)images.Height };
        Vk.vkCmdBeginRendering(commands, new VkRenderingInfo { renderArea = area, colorAttachmentCount = 1, pColorAttachments = &colour, pDepthAttachment = &depth });

        // A negative height, so that up is up.
        Vk.vkCmdSetViewport(commands, 0, 1, new VkViewport { y = images.Height, width = images.Width, height = -images.Height, maxDepth = 1 });
        Vk.vkCmdSetScissor(commands, 0, 1, area);
    }

    private void Bind(nint commands, ulong frame, ulong material, uint isFloor)
    {
        var sets = stackalloc ulong[] { frame, material };
        Vk.vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, _pipelines.Layout, 0, 2, sets, 0, 0);
        Vk.vkCmdPushConstants(commands, _pipelines.Layout, VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0, sizeof(uint), isFloor);
    }
}
