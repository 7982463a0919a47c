using System.Threading.Channels;

namespace DiffusionTextures.Baking.Execution;

/// <summary>Who makes the missing pictures: generators of this process, or the workers of a farm.</summary>
internal interface ICrew
{
    /// <summary>Makes the pictures in about the order of the list.</summary>
    /// <param name="items">What to make.</param>
    /// <param name="finished">Takes each picture, or why it failed. Left open.</param>
    /// <param name="stop">Begins no further picture.</param>
    /// <param name="abort">Ends at once.</param>
    /// <exception cref="BakeException">Nothing more can be made.</exception>
    /// <exception cref="OperationCanceledException">Aborted.</exception>
    Task RunAsync(IReadOnlyList<WorkItem> items, ChannelWriter<FinishedPicture> finished, CancellationToken stop, CancellationToken abort);
}
