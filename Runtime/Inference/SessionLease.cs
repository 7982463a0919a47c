using System;
using System.Collections.Generic;

namespace DiffusionTextures.Inference
{
    /// <summary>Models that are in memory until this is disposed.</summary>
    internal sealed class SessionLease : IDisposable
    {
        private readonly Stack<OnnxSession> _sessions = new Stack<OnnxSession>();

        private SessionLease()
        {
        }

        /// <summary>Has several models in memory at once; none stays when one of them cannot be loaded.</summary>
        /// <exception cref="ModelException">A file went missing or was damaged.</exception>
        /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
        public static SessionLease Of(IEnumerable<OnnxSession> sessions, RunControl control)
        {
            var lease = new SessionLease();
            try
            {
                foreach (var session in sessions)
                {
                    session.Acquire(control);
                    lease._sessions.Push(session);
                }

                return lease;
            }
            catch
            {
                lease.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            while (_sessions.Count > 0)
            {
                _sessions.Pop().Release();
            }
        }
    }
}
