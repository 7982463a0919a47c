using System.Collections.Generic;
using System.Threading;

namespace DiffusionTextures.Graphics
{
    /// <summary>Uploads that wait for a frame's budget, and uploads that the device still works on.</summary>
    /// <remarks>Used under the device's lock. Allocates nothing once its lists have grown.</remarks>
    internal sealed class UploadQueue
    {
        private readonly List<StagedUpload> _waiting = new List<StagedUpload>();
        private readonly List<StagedUpload> _inFlight = new List<StagedUpload>();

        /// <summary>Divides the frames' budgets.</summary>
        public UploadPace Pace { get; } = new UploadPace();

        /// <summary>Whether nothing waits for a budget.</summary>
        public bool IsEmpty => _waiting.Count == 0;

        /// <summary>Lets an upload wait, in the place of an older one of its target.</summary>
        public void Add(StagedUpload upload)
        {
            Drop(upload.Target!);
            upload.Target!.Staged();
            _waiting.Add(upload);
        }

        /// <summary>Goes on with what waits, in its order.</summary>
        /// <exception cref="GraphicsException">The graphics API failed; the upload at fault is dropped.</exception>
        public void Advance(FrameBudget budget)
        {
            RecycleDone();
            if (_waiting.Count == 0)
            {
                return;
            }

            Pace.Begin(budget);
            for (var slice = Pace.NextSlice(); _waiting.Count > 0 && slice > 0; slice = Pace.NextSlice())
            {
                Pace.Count(Advance(_waiting[0], slice));
            }
        }

        /// <summary>Drops what waits for a target.</summary>
        public void Drop(GraphicsTarget target)
        {
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                if (_waiting[i].Target == target)
                {
                    Retire(_waiting[i]);
                }
            }
        }

        /// <summary>Drops what waits and waits for what runs: all of it, or what touches one texture.</summary>
        public void Clear(GraphicsTexture? texture = null)
        {
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                if (Touches(_waiting[i], texture))
                {
                    Retire(_waiting[i]);
                }
            }

            WaitForFlight(texture);
        }

        /// <summary>Waits for what runs: all of it, or what touches one texture.</summary>
        public void WaitForFlight(GraphicsTexture? texture = null)
        {
            for (var i = _inFlight.Count - 1; i >= 0; i--)
            {
                if (Touches(_inFlight[i], texture))
                {
                    WaitDespiteFailures(_inFlight[i]);
                    _inFlight[i].Recycle();
                    _inFlight.RemoveAt(i);
                }
            }
        }

        /// <summary>An upload that nobody submits to any more: its memory serves again when the device is done with it.</summary>
        public void Retire(StagedUpload upload)
        {
            if (_waiting.Remove(upload))
            {
                upload.Target!.Unstaged();
            }

            if (upload.IsDone)
            {
                upload.Recycle();
            }
            else
            {
                _inFlight.Add(upload);
            }
        }

        /// <summary>Gives the memory of finished uploads back.</summary>
        public void RecycleDone()
        {
            for (var i = _inFlight.Count - 1; i >= 0; i--)
            {
                if (_inFlight[i].IsDone)
                {
                    _inFlight[i].Recycle();
                    _inFlight.RemoveAt(i);
                }
            }
        }

        private static bool Touches(StagedUpload upload, GraphicsTexture? texture)
        {
            foreach (var part in upload.Parts)
            {
                if (part.Texture == texture)
                {
                    return true;
                }
            }

            return texture == null;
        }

        /// <summary>For those who free memory: it must not be in use, whatever the wait says. A lost device is done with everything.</summary>
        private static void WaitDespiteFailures(StagedUpload upload)
        {
            while (!upload.IsDone)
            {
                try
                {
                    upload.Wait();
                }
                catch (GraphicsException)
                {
                    Thread.Yield();
                }
            }
        }

        private long Advance(StagedUpload upload, long budget)
        {
            try
            {
                var remaining = upload.Remaining;
                if (remaining > budget)
                {
                    upload.Advance(budget);
                    return budget;
                }

                upload.Publish();
                upload.Target!.Written();
                Retire(upload);
                return remaining;
            }
            catch
            {
                Retire(upload);
                throw;
            }
        }
    }
}
