using System;
using System.Collections.Generic;
using System.Threading;
using DiffusionTextures.Graphics;
using DiffusionTextures.Graphics.Vulkan;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures
{
    /// <summary>Textures on a Vulkan device, the engine's own or one without a window. Never waits for the whole device.</summary>
    /// <remarks>
    /// Vulkan 1.0 is enough; no feature or extension is used, except timeline semaphores where a hand-over names some. Every submission goes
    /// to the one queue of <see cref="Handles"/> under its lock.
    /// </remarks>
    public sealed class VulkanDevice : GraphicsDevice
    {
        private readonly Stack<VulkanUpload> _pool = new Stack<VulkanUpload>();
        private readonly HeadlessVulkan? _headless;

        private VulkanDevice(VulkanHandles handles, VulkanLoader loader, VulkanDeviceOptions options, HeadlessVulkan? headless)
        {
            _headless = headless;
            Context = new VulkanContext(handles, loader);
            Submissions = new SubmissionRing(Context);
            if (options.UploadPath == VulkanUploadPath.Compute && !Context.HasCompute)
            {
                throw new ArgumentException(
                    $"{VulkanUploadPath.Compute} was asked for, but queue family {handles.QueueFamily} of '{Context.Name}' has no compute. Choose {VulkanUploadPath.Automatic} or another queue.",
                    nameof(options));
            }

            if (options.UploadPath == VulkanUploadPath.Compute
                || (options.UploadPath == VulkanUploadPath.Automatic && Context.HasCompute && !Context.IsProcessor))
            {
                Pipeline = new LevelsPipeline(Context);
            }
        }

        /// <inheritdoc/>
        public override string Name => Context.Name;

        /// <summary>The Vulkan objects in use: the engine's, or those of a device without a window, lent until it is disposed.</summary>
        public VulkanHandles Handles => Context.Handles;

        /// <summary>Functions and facts.</summary>
        internal VulkanContext Context { get; }

        /// <summary>What was submitted.</summary>
        internal SubmissionRing Submissions { get; }

        /// <summary>The compute path, or null where the host packs.</summary>
        internal LevelsPipeline? Pipeline { get; }

        /// <summary>Works on the engine's device. The engine keeps its objects, and disposes this first.</summary>
        /// <exception cref="ArgumentException">A handle is null, the queue family does not exist or cannot do what the options ask for.</exception>
        /// <exception cref="GraphicsException">Vulkan failed, or a function is missing.</exception>
        public static VulkanDevice Adopt(VulkanHandles handles, VulkanDeviceOptions? options = null)
        {
            _ = handles ?? throw new ArgumentNullException(nameof(handles));
            Require(handles.Instance, nameof(handles.Instance));
            Require(handles.PhysicalDevice, nameof(handles.PhysicalDevice));
            Require(handles.Device, nameof(handles.Device));
            Require(handles.Queue, nameof(handles.Queue));
            return new VulkanDevice(handles, new VulkanLoader(handles.GetInstanceProcAddr), options ?? new VulkanDeviceOptions(), null);
        }

        /// <summary>Makes an instance and a device without a window, for tools, servers and tests.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no device of that index.</exception>
        /// <exception cref="GraphicsException">There is no Vulkan here, or it failed.</exception>
        public static VulkanDevice CreateHeadless(VulkanDeviceOptions? options = null) => CreateThrough(IntPtr.Zero, options ?? new VulkanDeviceOptions());

        /// <summary>Wraps an image of the engine's; nothing is copied.</summary>
        /// <param name="info">The image, and how the engine uses it.</param>
        /// <param name="description">Its sides, format and levels, as it was made.</param>
        /// <exception cref="ArgumentException">Format, usage or layout do not fit an upload, or the handle is null.</exception>
        /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
        public GraphicsTexture Borrow(VulkanTextureInfo info, TextureDescription description)
        {
            _ = info ?? throw new ArgumentNullException(nameof(info));
            return Borrow(description, () => VulkanTexture.Wrap(this, description, info));
        }

        /// <summary>The same with a vkGetInstanceProcAddr to load through.</summary>
        internal static VulkanDevice CreateThrough(IntPtr getInstanceProcAddr, VulkanDeviceOptions options)
        {
            var loader = new VulkanLoader(getInstanceProcAddr);
            var headless = new HeadlessVulkan(loader, options);
            try
            {
                return new VulkanDevice(headless.Handles, loader, options, headless);
            }
            catch
            {
                headless.Dispose();
                throw;
            }
        }

        /// <summary>Submits and blocks until it is done, so that what it used can be freed, whatever happens.</summary>
        /// <exception cref="GraphicsException">Vulkan failed.</exception>
        internal void Finish(Submission submission, object subject)
        {
            var serial = Submissions.Submit(submission, null, subject);
            try
            {
                Submissions.Wait(serial, subject);
            }
            catch (GraphicsException)
            {
                while (!Submissions.IsDone(serial))
                {
                    Thread.Yield();
                }

                throw;
            }
        }

        /// <summary>Takes an upload's buffers back.</summary>
        internal void Return(VulkanUpload upload) => _pool.Push(upload);

        private protected override GraphicsTexture CreateTextureCore(TextureDescription description)
        {
            Context.ThrowIfLost(description);
            return VulkanTexture.Create(this, description);
        }

        private protected override StagedUpload StageCore(UploadPart[] parts)
        {
            Context.ThrowIfLost(parts[0].Texture.Description);
            var upload = _pool.Count > 0 ? _pool.Pop() : new VulkanUpload(this);
            try
            {
                upload.Begin(parts);
                return upload;
            }
            catch
            {
                _pool.Push(upload);
                throw;
            }
        }

        private protected override void DisposeCore()
        {
            while (_pool.Count > 0)
            {
                _pool.Pop().Dispose();
            }

            Pipeline?.Dispose();
            Submissions.Dispose();
            _headless?.Dispose();
        }

        private static void Require(IntPtr handle, string name)
        {
            if (handle == IntPtr.Zero)
            {
                throw new ArgumentException($"{nameof(VulkanHandles)}.{name} is null. Hand over the engine's own.", name);
            }
        }
    }
}
