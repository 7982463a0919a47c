using DiffusionTextures;
using GameLoop.Timing;

namespace GameLoop;

/// <summary>The game: draws frame after frame while materials come.</summary>
internal sealed class Game : IDisposable
{
    /// <summary>Frames in which the driver still compiles shaders; not counted.</summary>
    private const int FirstFrames = 8;

    private const int ValidationFailure = 5;

    private readonly GameLoopOptions _options;
    private readonly TextWriter _log;
    private readonly Renderer _renderer;
    private readonly VulkanDevice _device;
    private readonly MaterialSlot[] _slots;
    private readonly MaterialSlot _preview;
    private readonly MaterialFeed _feed;
    private readonly FrameClock _clock;
    private readonly TimePair _frameTime = new();
    private readonly TimePair _deviceTime = new();
    private readonly double _framesPerSecond;
    private (bool Last, bool BeforeLast) _worked;
    private long _frame;

    private Game(GameLoopOptions options, Renderer renderer, TextureGenerator generator, TextWriter log)
    {
        _options = options;
        _log = log;
        _renderer = renderer;
        _device = RuntimeTextures.Adopt(_renderer);
        _slots = Array.ConvertAll(_renderer.Materials.ToArray(), set => new MaterialSlot(set, RuntimeTextures.Borrow(_device, set, MaterialMaps.All)));
        _preview = new MaterialSlot(_renderer.Preview, RuntimeTextures.Borrow(_device, _renderer.Preview, MaterialMaps.Albedo));
        _feed = new MaterialFeed(generator, _slots, _preview, options);
        _clock = new FrameClock(options.FpsCap);
        _framesPerSecond = options.FpsCap > 0 ? options.FpsCap : 60;
    }

    /// <summary>
    /// Loads a model, plays until the end that the options name, and writes the report. All on the calling thread: on Linux threads inherit the
    /// priority of the one that starts them, and the generator's, which is low, must start neither the game's thread nor the driver's.
    /// </summary>
    /// <returns>0, or 5 where the validation layer said anything.</returns>
    public static int Play(GameLoopOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        // One thread computes, when the game leaves it time.
        var generatorOptions = new TextureGeneratorOptions { ModelFolder = options.ModelFolder, IntraOpNumThreads = 1, ThreadPriority = ThreadPriority.Lowest };
        FrameReport report;
        var renderer = new Renderer(options);
        using (renderer)
        {
            using var generator = TextureGenerator.LoadAsync(generatorOptions, null, stop).GetAwaiter().GetResult();
            using var game = new Game(options, renderer, generator, options.Json ? error : output);
            game.Loop(stop);
            report = game.Report();
        }

        // What the validation layer says about the end counts too.
        report = report with { ValidationMessages = options.Validate ? renderer.Context.Messages : null };
        if (options.Json)
        {
            report.WriteJson(output);
        }
        else
        {
            report.WriteTable(output);
        }

        return report.ValidationMessages is { Count: > 0 } ? ValidationFailure : 0;
    }

    /// <summary>Ends the game's use of the runtime; the renderer stays.</summary>
    public void Dispose()
    {
        _feed.Dispose();
        _preview.Target.Dispose();
        foreach (var slot in _slots)
        {
            slot.Target.Dispose();
        }

        _device.Dispose();
    }

    private void Loop(CancellationToken stop)
    {
        _log.WriteLine($"{_renderer.Context.DeviceName}, {_options.Width}x{_options.Height}, at most {_options.FpsCap} frames a second");
        while (!stop.IsCancellationRequested && !_renderer.IsClosed && _frame != _options.Frames && !_feed.IsThrough)
        {
            DrawFrame();
        }
    }

    private void DrawFrame()
    {
        var lastFrame = _clock.NextFrame();
        var works = UpdateMaterials();
        var savesPicture = _options.PngFolder != null && _frame % _options.PngEvery == 0;
        var deviceTime = _renderer.Draw(_frame / _framesPerSecond, _feed.OnCube, _feed.OnFloor, savesPicture);

        // Times come late: the last frame has just ended, and the device's times are those of the frame before.
        if (_frame >= FirstFrames)
        {
            _frameTime.Add(lastFrame, _worked.Last);
            _deviceTime.Add(deviceTime, _worked.BeforeLast);
        }

        _worked = (works, _worked.Last);
        if (savesPicture)
        {
            _renderer.Grab().Save(Path.Combine(Directory.CreateDirectory(_options.PngFolder!).FullName, $"frame-{_frame:D5}.png"));
            _clock.Restart();
        }

        _frame++;
    }

    /// <summary>Brings what waits to the textures, as much as the budget allows, and asks for what is next.</summary>
    /// <returns>Whether a material is or was under way in this frame.</returns>
    private bool UpdateMaterials()
    {
        var worked = _feed.IsWorking;
        _device.Update(FrameBudget.Default);
        if (_feed.Advance(_frame, TimeSpan.FromSeconds(_frame / _framesPerSecond)) is { } material)
        {
            _log.WriteLine($"frame {_frame}: {material.Prompt}, asked for in frame {material.AskedInFrame}, {material.Seconds:0.0} s ago");
            _renderer.SetTitle(material.Prompt);
        }

        return worked || _feed.IsWorking;
    }

    private FrameReport Report()
    {
        return new FrameReport(_renderer.Context.DeviceName, _frame, _feed.Arrived, null)
        {
            FrameTime = _frameTime,
            DeviceTime = _deviceTime,
        };
    }
}
