using DiffusionTextures.Authoring;

namespace DiffusionTextures.Studio.Api;

/// <summary>
/// An undo history for each material, shared by all pages and kept when a page is loaded again. What somebody else changed becomes a step of it,
/// so that even that can be taken back. Thread-safe.
/// </summary>
internal sealed class UndoHistories
{
    private readonly object _gate = new();
    private readonly Dictionary<string, UndoStack<SavedMaterial>> _stacks = new(StringComparer.Ordinal);

    /// <summary>Takes notice of a material's present state.</summary>
    public (bool CanUndo, bool CanRedo) Look(SavedMaterial now)
    {
        lock (_gate)
        {
            var stack = StackOf(now);
            return (stack.CanUndo, stack.CanRedo);
        }
    }

    /// <summary>A state was replaced by another.</summary>
    /// <param name="before">The state until now.</param>
    /// <param name="after">The new state.</param>
    /// <param name="edited">What was edited: edits of the same thing that follow one another are one step. Null: a step of its own.</param>
    public void Record(SavedMaterial before, SavedMaterial after, string? edited)
    {
        lock (_gate)
        {
            var stack = StackOf(before);
            if (stack.Current.Revision != after.Revision)
            {
                stack.Record(after, edited);
            }
        }
    }

    /// <summary>The state before or after the present one.</summary>
    /// <exception cref="MaterialException">There is none.</exception>
    public SavedMaterial Step(SavedMaterial now, bool forth)
    {
        lock (_gate)
        {
            var stack = StackOf(now);
            return (forth ? stack.CanRedo : stack.CanUndo)
                ? forth ? stack.Redo() : stack.Undo()
                : throw new MaterialException(forth ? "There is nothing to redo." : "There is nothing to undo.");
        }
    }

    /// <summary>A material has another name or is gone.</summary>
    public void Forget(string name)
    {
        lock (_gate)
        {
            _stacks.Remove(name);
        }
    }

    private UndoStack<SavedMaterial> StackOf(SavedMaterial now)
    {
        if (!_stacks.TryGetValue(now.Name, out var stack))
        {
            _stacks.Add(now.Name, stack = new UndoStack<SavedMaterial>(now));
        }
        else if (stack.Current.Revision != now.Revision)
        {
            stack.Record(now);
        }

        return stack;
    }
}
