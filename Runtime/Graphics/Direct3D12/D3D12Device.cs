using System;
using System.Collections.Generic;
using DiffusionTextures.Graphics;
using DiffusionTextures.Graphics.Direct3D12;
using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures
{
    /// <summary>
    /// Textures of Direct3D 12: on the engine's device and queue, or on a device of its own without a window. Texels and mips are made on the
    /// CPU and copied from an upload heap; every upload changes its textures in one command list.
    /// </summary>
    /// <remarks>
    /// Holds references to the engine's objects until it is disposed. What other queues do with the textures is ordered by the engine: it lets
    /// its queue wait for <see cref="NativeFence"/> to reach <see cref="SubmittedValue"/>, and submits nothing that uses a texture between
    /// asking for an upload and its end, unless both go through one queue.
    /// </remarks>
    public sealed class D3D12Device : GraphicsDevice
    {
        private readonly Stack<D3D12Upload> _pool = new Stack<D3D12Upload>();
        private readonly int _queueType;
        private string? _name;

        private D3D12Device(D3D12Api api)
        {
            Api = api;
            _queueType = D3D12Api.QueueType(api.Queue);
            Timeline = new D3D12Timeline(api, _queueType);
        }

        /// <inheritdoc/>
        public override string Name => _name ??= AdapterName.Of(Api.Device);

        /// <summary>ID3D12Fence that counts what was submitted. Lent: valid until this device is disposed.</summary>
        public IntPtr NativeFence => Timeline.Fence;

        /// <summary>The value of <see cref="NativeFence"/> at which every upload that was submitted so far is done. Any thread may read it.</summary>
        public ulong SubmittedValue => Timeline.Submitted;

        /// <summary>Whether shaders run on the queue.</summary>
        internal bool CanCompute => _queueType != D3D12Constants.COMMAND_LIST_TYPE_COPY;

        internal D3D12Api Api { get; }

        internal D3D12Timeline Timeline { get; }

        /// <summary>A device of its own on the default adapter, with a copy queue.</summary>
        /// <exception cref="PlatformNotSupportedException">There is no Direct3D 12 here.</exception>
        /// <exception cref="GraphicsException">Direct3D refused.</exception>
        public static D3D12Device Create()
        {
            var device = D3D12Api.CreateDevice();
            try
            {
                return Make(device, D3D12Api.CreateQueue(device, D3D12Constants.COMMAND_LIST_TYPE_COPY), null);
            }
            finally
            {
                Com.Release(device);
            }
        }

        /// <summary>Works on the engine's device and queue, and takes a reference to each.</summary>
        /// <param name="device">ID3D12Device.</param>
        /// <param name="commandQueue">
        /// ID3D12CommandQueue of that device; a copy queue does not compete with rendering, but leaves textures in the state COMMON.
        /// </param>
        /// <exception cref="ArgumentException">A handle is null or something else, or the queue is another device's.</exception>
        /// <exception cref="GraphicsException">Direct3D refused.</exception>
        public static D3D12Device Adopt(IntPtr device, IntPtr commandQueue) => Adopt(device, commandQueue, null);

        /// <summary>Writes to a texture that the engine made and keeps; takes a reference to it until the result is disposed.</summary>
        /// <param name="resource">ID3D12Resource of this device: a plain 2D texture, also of the typeless format.</param>
        /// <param name="description">What it is; must be what the resource says.</param>
        /// <param name="stateBefore">D3D12_RESOURCE_STATES in which each upload finds all of its levels. 0 is COMMON.</param>
        /// <param name="stateAfter">D3D12_RESOURCE_STATES in which each upload leaves them. 0 is COMMON, from which shaders may read.</param>
        /// <exception cref="ArgumentException">The handle is null or something else, belongs to another device, is not what is described, or the queue cannot change such states.</exception>
        /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
        public GraphicsTexture Borrow(IntPtr resource, TextureDescription description, uint stateBefore = 0, uint stateAfter = 0)
        {
            return Borrow(description, () => Wrap(resource, description, stateBefore, stateAfter));
        }

        /// <inheritdoc cref="Adopt(IntPtr, IntPtr)"/>
        internal static D3D12Device Adopt(IntPtr device, IntPtr commandQueue, Func<string, int>? fault)
        {
            RequireHandle(device, nameof(device), "ID3D12Device");
            RequireHandle(commandQueue, nameof(commandQueue), "ID3D12CommandQueue");
            var ownDevice = Query(device, D3D12Constants.IID_ID3D12Device, nameof(device), "ID3D12Device");
            try
            {
                var ownQueue = Query(commandQueue, D3D12Constants.IID_ID3D12CommandQueue, nameof(commandQueue), "ID3D12CommandQueue");
                if (!IsChildOf(ownQueue, ownDevice))
                {
                    Com.Release(ownQueue);
                    throw new ArgumentException("The queue belongs to another device. Give a queue that this ID3D12Device made.", nameof(commandQueue));
                }

                return Make(ownDevice, ownQueue, fault);
            }
            finally
            {
                Com.Release(ownDevice);
            }
        }

        /// <summary>Records a change of state where the queue has states: a copy queue takes COMMON for everything and returns to it.</summary>
        internal void Transition(D3D12Recorder recorder, D3D12Texture texture, uint before, uint after)
        {
            if (_queueType != D3D12Constants.COMMAND_LIST_TYPE_COPY)
            {
                recorder.Transition(texture.Resource, before, after);
            }
        }

        /// <summary>Takes an upload's buffers back.</summary>
        internal void Return(D3D12Upload upload) => _pool.Push(upload);

        private protected override GraphicsTexture CreateTextureCore(TextureDescription description)
        {
            var resource = Api.CreateResource(
                D3D12Constants.HEAP_TYPE_DEFAULT, D3D12Texture.Native(description), D3D12Constants.RESOURCE_STATE_COMMON, $"the {description}");
            var texture = new D3D12Texture(this, description, resource, false, D3D12Constants.RESOURCE_STATE_COMMON, D3D12Constants.RESOURCE_STATE_COMMON);
            try
            {
                Clear(texture);
                return texture;
            }
            catch (GraphicsException)
            {
                Com.Release(resource);
                throw;
            }
        }

        private protected override StagedUpload StageCore(UploadPart[] parts)
        {
            var upload = _pool.Count > 0 ? _pool.Pop() : new D3D12Upload(this);
            try
            {
                upload.Begin(parts);
                return upload;
            }
            catch (GraphicsException)
            {
                _pool.Push(upload);
                throw;
            }
        }

        private protected override void DisposeCore()
        {
            while (_pool.Count > 0)
            {
                _pool.Pop().Release();
            }

            _name ??= AdapterName.Unknown; // cannot be asked for any more
            Timeline.Release();
            Api.Release();
        }

        // Takes the queue's reference over and one more of the device.
        private static D3D12Device Make(IntPtr device, IntPtr queue, Func<string, int>? fault)
        {
            var api = new D3D12Api(Com.Query(device, D3D12Constants.IID_ID3D12Device), queue, fault);
            try
            {
                return new D3D12Device(api);
            }
            catch (GraphicsException)
            {
                api.Release();
                throw;
            }
        }

        private static void RequireHandle(IntPtr handle, string name, string type)
        {
            if (handle == IntPtr.Zero)
            {
                throw new ArgumentException($"The {type} is null. Give the engine's own handle.", name);
            }
        }

        private static IntPtr Query(IntPtr handle, Guid id, string name, string type)
        {
            var result = Com.Query(handle, id);
            return result != IntPtr.Zero ? result : throw new ArgumentException($"The handle is a COM object, but no {type}. Give the engine's own handle.", name);
        }

        private static bool IsChildOf(IntPtr child, IntPtr device)
        {
            var owner = D3D12Api.DeviceOf(child);
            var isSame = Com.IsSame(owner, device);
            Com.Release(owner);
            return isSame;
        }

        // Direct3D says that new memory is zero, but not every implementation of it keeps to that.
        private void Clear(D3D12Texture texture)
        {
            var parts = new[] { new UploadPart(texture, MaterialMaps.None) };
            var upload = (D3D12Upload)StageCore(parts);
            try
            {
                upload.Clear();
                upload.Publish();
                upload.Wait();
            }
            finally
            {
                Timeline.WaitDespiteFailures(upload.Value);
                upload.Recycle();
            }
        }

        private GraphicsTexture Wrap(IntPtr resource, TextureDescription description, uint stateBefore, uint stateAfter)
        {
            RequireHandle(resource, nameof(resource), "ID3D12Resource");
            if (_queueType == D3D12Constants.COMMAND_LIST_TYPE_COPY && (stateBefore | stateAfter) != D3D12Constants.RESOURCE_STATE_COMMON)
            {
                throw new ArgumentException(
                    $"The states are 0x{stateBefore:X} and 0x{stateAfter:X}, but a copy queue finds and leaves textures in COMMON (0). Adopt a direct queue for others.",
                    nameof(stateBefore));
            }

            var own = Query(resource, D3D12Constants.IID_ID3D12Resource, nameof(resource), "ID3D12Resource");
            try
            {
                if (!IsChildOf(own, Api.Device))
                {
                    throw new ArgumentException($"The {description} belongs to another ID3D12Device. Adopt that device for it.", nameof(resource));
                }

                D3D12Format.RequireMatch(D3D12Texture.Describe(own), description);
                return new D3D12Texture(this, description, own, true, stateBefore, stateAfter);
            }
            catch (Exception exception) when (exception is ArgumentException || exception is GraphicsException)
            {
                Com.Release(own);
                throw;
            }
        }
    }
}
