using System;
using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>The states of an edited document, back and forth. States are immutable; not thread-safe.</summary>
    /// <typeparam name="T">An immutable document.</typeparam>
    public sealed class UndoStack<T>
        where T : class
    {
        private readonly List<T> _states = new List<T>();
        private readonly int _limit;
        private int _at;
        private string? _mergeKey;

        /// <summary>A history that begins with one state.</summary>
        /// <param name="initial">The state that nothing goes back beyond.</param>
        /// <param name="limit">How many states are kept; the oldest are forgotten.</param>
        public UndoStack(T initial, int limit = 200)
        {
            _states.Add(initial ?? throw new ArgumentNullException(nameof(initial)));
            _limit = limit >= 2 ? limit : throw new ArgumentOutOfRangeException(nameof(limit), limit, "At least 2 states are needed to go back.");
        }

        /// <summary>The state now.</summary>
        public T Current => _states[_at];

        /// <summary>Whether there is an earlier state.</summary>
        public bool CanUndo => _at > 0;

        /// <summary>Whether there is a later state.</summary>
        public bool CanRedo => _at < _states.Count - 1;

        /// <summary>Goes on with a new state; what could be redone is forgotten.</summary>
        /// <param name="state">The new state.</param>
        /// <param name="mergeKey">What was edited, such as "prompt": states that follow one another with the same key are one step. Null: a step of its own.</param>
        public void Record(T state, string? mergeKey = null)
        {
            _ = state ?? throw new ArgumentNullException(nameof(state));
            var merges = mergeKey != null && mergeKey == _mergeKey && _at > 0 && !CanRedo;
            _states.RemoveRange(_at + 1, _states.Count - _at - 1);
            if (merges)
            {
                _states[_at] = state;
            }
            else
            {
                _states.Add(state);
                _states.RemoveRange(0, Math.Max(0, _states.Count - _limit));
                _at = _states.Count - 1;
            }

            _mergeKey = mergeKey;
        }

        /// <summary>Goes one state back.</summary>
        /// <exception cref="InvalidOperationException">There is none.</exception>
        public T Undo()
        {
            _mergeKey = null;
            return CanUndo ? _states[--_at] : throw new InvalidOperationException($"There is nothing to undo. Ask {nameof(CanUndo)} first.");
        }

        /// <summary>Goes one state forth.</summary>
        /// <exception cref="InvalidOperationException">There is none.</exception>
        public T Redo()
        {
            _mergeKey = null;
            return CanRedo ? _states[++_at] : throw new InvalidOperationException($"There is nothing to redo. Ask {nameof(CanRedo)} first.");
        }
    }
}
