namespace DiffusionTextures.Authoring.Tests.Editing;

public sealed class UndoStackTests
{
    [Test]
    public void Undo_ThenRedo_WalksTheStates()
    {
        var stack = new UndoStack<string>("a");
        stack.Record("b");
        stack.Record("c");

        Assert.That((stack.Undo(), stack.Undo(), stack.CanUndo), Is.EqualTo(("b", "a", false)));
        Assert.That((stack.Redo(), stack.Redo(), stack.CanRedo), Is.EqualTo(("b", "c", false)));
        Assert.That(() => stack.Redo(), Throws.InvalidOperationException);
    }

    [Test]
    public void Record_SameKey_IsOneStep()
    {
        var stack = new UndoStack<string>("");
        foreach (var typed in new[] { "b", "br", "bri" })
        {
            stack.Record(typed, "prompt");
        }

        stack.Record("bri 8", "steps");

        Assert.That((stack.Undo(), stack.Undo()), Is.EqualTo(("bri", "")));
    }

    [Test]
    public void Record_AfterUndo_ForgetsWhatCouldBeRedoneAndDoesNotMerge()
    {
        var stack = new UndoStack<string>("a");
        stack.Record("b", "k");
        stack.Record("c");
        stack.Undo();

        stack.Record("d", "k");

        Assert.That(stack.CanRedo, Is.False);
        Assert.That((stack.Undo(), stack.Undo()), Is.EqualTo(("b", "a")));
    }

    [Test]
    public void Record_BeyondTheLimit_ForgetsTheOldest()
    {
        var stack = new UndoStack<string>("0", 3);
        for (var i = 1; i < 6; i++)
        {
            stack.Record($"{i}");
        }

        Assert.That((stack.Undo(), stack.Undo(), stack.CanUndo), Is.EqualTo(("4", "3", false)));
    }
}
