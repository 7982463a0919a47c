using System.Diagnostics;
using DiffusionTextures;
using GameLoop.Scene;

namespace GameLoop;

/// <summary>
/// Asks for one material after the other while the game runs, and swaps the two sets of textures when one has arrived. All of it on the game's
/// thread; only the generation runs elsewhere.
/// </summary>
internal sealed class MaterialFeed : IDisposable
{
    private readonly TextureGenerator _generator;
    private readonly GameLoopOptions _options;
    private readonly MaterialSlot[] _slots;
    private readonly MaterialSlot _preview;
    private readonly IProgress<GenerationProgress> _progress;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ArrivedMaterial> _arrived = [];
    private Task? _generation;
    private TextureRequest _request = new(string.Empty);
    private long _askedInFrame;
    private long _askedAt;
    private int _previewsBefore;
    private TimeSpan _nextAt;
    private int _shown;

    /// <param name="generator">Asked; stays the caller's.</param>
    /// <param name="slots">Two sets of textures: one is seen while the other is written. They stay the caller's.</param>
    /// <param name="preview">Where the colours of what is under way are seen. Stays the caller's.</param>
    /// <param name="options">Prompts, seed, and how long to show each.</param>
    public MaterialFeed(TextureGenerator generator, MaterialSlot[] slots, MaterialSlot preview, GameLoopOptions options)
    {
        _generator = generator;
        _slots = slots;
        _preview = preview;
        _progress = preview.Target.WithPreviews();
        _options = options;
        _nextAt = options.Hold;
    }

    /// <summary>What the cube is made of: the material under way as soon as there is something to see, else the last one.</summary>
    public MaterialSet OnCube => IsWorking && PreviewCount > 0 ? _preview.Set : OnFloor;

    /// <summary>What the floor is made of: the last whole material.</summary>
    public MaterialSet OnFloor => _slots[_shown].Set;

    /// <summary>Whether a material is under way: it is being generated, or waits for its upload.</summary>
    public bool IsWorking => _generation != null;

    /// <summary>Everything that came so far.</summary>
    public IReadOnlyList<ArrivedMaterial> Arrived => _arrived;

    /// <summary>Whether every prompt has been shown for its time, where that is the end.</summary>
    public bool IsThrough { get; private set; }

    private int PreviewCount => _preview.Target.WrittenCount - _previewsBefore;

    /// <summary>Once a frame, after the device's update: takes what has come and asks for what is next.</summary>
    /// <param name="frame">The frame's number.</param>
    /// <param name="now">The game's time.</param>
    /// <returns>What has come in this frame, or null.</returns>
    /// <exception cref="DiffusionException">A generation failed.</exception>
    public ArrivedMaterial? Advance(long frame, TimeSpan now)
    {
        if (_generation == null)
        {
            Wait(frame, now);
            return null;
        }

        if (!_generation.IsCompleted || _slots[1 - _shown].Target.IsPending)
        {
            return null;
        }

        var arrived = new ArrivedMaterial(_request.Prompt, _request.Seed!.Value, _askedInFrame, frame, Stopwatch.GetElapsedTime(_askedAt).TotalSeconds, PreviewCount);
        _generation.GetAwaiter().GetResult();
        _generation = null;
        _shown = 1 - _shown;
        _nextAt = now + _options.Hold;
        _arrived.Add(arrived);
        return arrived;
    }

    /// <summary>Stops what is under way and waits for it.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _generation?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _stop.Dispose();
    }

    private void Wait(long frame, TimeSpan now)
    {
        if (now < _nextAt)
        {
            return;
        }

        IsThrough = _options is { Headless: true, Frames: null } && _arrived.Count == _options.Prompts.Count;
        if (!IsThrough)
        {
            Ask(frame);
        }
    }

    private void Ask(long frame)
    {
        _request = new TextureRequest(_options.Prompts[_arrived.Count % _options.Prompts.Count])
        {
            Seed = _options.Seed + _arrived.Count,
            Width = _options.TextureSize,
            Height = _options.TextureSize,
            Preview = new PreviewSettings(),
        };
        _previewsBefore = _preview.Target.WrittenCount;
        _askedInFrame = frame;
        _askedAt = Stopwatch.GetTimestamp();
        _generation = _generator.GenerateTextureAsync(_request, _slots[1 - _shown].Target, _progress, _stop.Token);
    }
}
