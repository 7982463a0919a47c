using System.Collections.Generic;

namespace DiffusionTextures.Tokenization
{
    /// <summary>A binary heap of merge candidates: lowest rank first, then lowest position.</summary>
    internal sealed class MergeHeap
    {
        private readonly List<ulong> _keys = new List<ulong>();

        public void Add(int rank, int position)
        {
            _keys.Add(((ulong)(uint)rank << 32) | (uint)position);
            var at = _keys.Count - 1;
            while (at > 0 && _keys[(at - 1) / 2] > _keys[at])
            {
                Swap(at, (at - 1) / 2);
                at = (at - 1) / 2;
            }
        }

        public bool TryTake(out (int Rank, int Position) candidate)
        {
            if (_keys.Count == 0)
            {
                candidate = default;
                return false;
            }

            candidate = ((int)(_keys[0] >> 32), (int)(uint)_keys[0]);
            _keys[0] = _keys[_keys.Count - 1];
            _keys.RemoveAt(_keys.Count - 1);
            Sink();
            return true;
        }

        private void Sink()
        {
            var at = 0;
            while (true)
            {
                var child = (at * 2) + 1;
                if (child >= _keys.Count)
                {
                    return;
                }

                if (child + 1 < _keys.Count && _keys[child + 1] < _keys[child])
                {
                    child++;
                }

                if (_keys[at] <= _keys[child])
                {
                    return;
                }

                Swap(at, child);
                at = child;
            }
        }

        private void Swap(int a, int b)
        {
            var key = _keys[a];
            _keys[a] = _keys[b];
            _keys[b] = key;
        }
    }
}
