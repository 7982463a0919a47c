using System;
using System.Collections.Generic;
using DiffusionTextures.Graphics.Vulkan.Interop;

namespace DiffusionTextures.Graphics.Vulkan
{
    /// <summary>Submissions to one queue in their order, known by serial numbers, so that nothing ever waits for the whole device.</summary>
    /// <remarks>Thread-safe. A lost device is done with everything.</remarks>
    internal sealed unsafe class SubmissionRing : IDisposable
    {
        private const ulong PatienceNanoseconds = 30_000_000_000;

        private readonly VulkanContext _context;
        private readonly Stack<Submission> _free = new Stack<Submission>();
        private readonly List<Submission> _inFlight = new List<Submission>();
        private readonly object _lock = new object();
        private ulong _lastSerial;
        private ulong _doneSerial;

        public SubmissionRing(VulkanContext context)
        {
            _context = context;
        }

        /// <summary>Commands that are being recorded.</summary>
        /// <exception cref="GraphicsException">Vulkan failed.</exception>
        public Submission Begin()
        {
            var submission = Take() ?? new Submission(_context);
            try
            {
                _context.ThrowIfLost("the commands of an upload");
                submission.Begin();
                return submission;
            }
            catch
            {
                Cancel(submission);
                throw;
            }
        }

        /// <summary>Takes commands back that will not be submitted.</summary>
        public void Cancel(Submission submission)
        {
            lock (_lock)
            {
                _free.Push(submission);
            }
        }

        /// <summary>Ends the recording and submits.</summary>
        /// <param name="submission">From <see cref="Begin"/>; taken back also when this fails.</param>
        /// <param name="semaphores">What to wait for and to signal, or null.</param>
        /// <param name="subject">For messages.</param>
        /// <returns>The serial number.</returns>
        /// <exception cref="GraphicsException">Vulkan failed; nothing was submitted.</exception>
        public ulong Submit(Submission submission, HandOverList? semaphores, object subject)
        {
            try
            {
                var fence = submission.Fence;
                _context.Check(_context.Functions.EndCommandBuffer(submission.CommandBuffer), "vkEndCommandBuffer", subject);
                _context.Check(_context.Functions.ResetFences(_context.Device, 1, &fence), "vkResetFences", subject);
                _context.ThrowIfLost(subject);
                var commands = submission.CommandBuffer;
                var info = new VkSubmitInfo { sType = VkStructureType.VK_STRUCTURE_TYPE_SUBMIT_INFO, commandBufferCount = 1, pCommandBuffers = &commands };
                _context.Check(QueueSubmit(&info, semaphores, fence), "vkQueueSubmit", subject);
            }
            catch
            {
                Cancel(submission);
                throw;
            }

            lock (_lock)
            {
                submission.Serial = ++_lastSerial;
                _inFlight.Add(submission);
                return submission.Serial;
            }
        }

        /// <summary>Whether the device has done a submission and all before it. Asks, never waits.</summary>
        public bool IsDone(ulong serial)
        {
            lock (_lock)
            {
                if (serial > _doneSerial)
                {
                    Poll();
                }

                return serial <= _doneSerial || _context.IsLost;
            }
        }

        /// <summary>Blocks until the device has done a submission.</summary>
        /// <exception cref="GraphicsException">The wait failed, or took more than half a minute.</exception>
        public void Wait(ulong serial, object subject)
        {
            var submission = Hold(serial);
            if (submission == null)
            {
                return;
            }

            var fence = submission.Fence;
            var result = _context.Functions.WaitForFences(_context.Device, 1, &fence, 1, PatienceNanoseconds);
            lock (_lock)
            {
                submission.Waiters--;
                if (result == VkResult.VK_SUCCESS)
                {
                    MarkDone(serial);
                }
            }

            _context.Check(result, "vkWaitForFences", subject);
        }

        /// <summary>Everything must be done.</summary>
        public void Dispose()
        {
            lock (_lock)
            {
                _inFlight.ForEach(_free.Push);
                _inFlight.Clear();
                while (_free.Count > 0)
                {
                    _free.Pop().Dispose();
                }
            }
        }

        private VkResult QueueSubmit(VkSubmitInfo* info, HandOverList? semaphores, ulong fence)
        {
            if (semaphores == null)
            {
                lock (_context.QueueLock)
                {
                    return _context.Functions.QueueSubmit(_context.Handles.Queue, 1, info, fence);
                }
            }

            return semaphores.With(info, _context, fence);
        }

        private Submission? Take()
        {
            lock (_lock)
            {
                Poll();
                return _free.Count > 0 ? _free.Pop() : null;
            }
        }

        private Submission? Hold(ulong serial)
        {
            lock (_lock)
            {
                foreach (var submission in _inFlight)
                {
                    if (submission.Serial == serial)
                    {
                        submission.Waiters++;
                        return submission;
                    }
                }

                return null;
            }
        }

        private void Poll()
        {
            foreach (var submission in _inFlight)
            {
                var result = _context.Functions.GetFenceStatus(_context.Device, submission.Fence);
                if (result == VkResult.VK_ERROR_DEVICE_LOST)
                {
                    _context.Failure(result, "vkGetFenceStatus", "an upload");
                }

                // Out of memory says nothing about the fence: it is asked again later.
                if (result != VkResult.VK_SUCCESS)
                {
                    break;
                }

                _doneSerial = Math.Max(_doneSerial, submission.Serial);
            }

            Collect();
        }

        private void MarkDone(ulong serial)
        {
            _doneSerial = Math.Max(_doneSerial, serial);
            Collect();
        }

        private void Collect()
        {
            for (var i = _inFlight.Count - 1; i >= 0; i--)
            {
                if (_inFlight[i].Serial <= _doneSerial && _inFlight[i].Waiters == 0)
                {
                    _free.Push(_inFlight[i]);
                    _inFlight.RemoveAt(i);
                }
            }
        }
    }
}
