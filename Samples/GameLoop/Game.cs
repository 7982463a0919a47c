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

    private Game(GameLoopOptions options, TextureGenerator generator, TextWriter log)
    {
        _options = options;
        _log = log;
        _renderer = new Renderer(options);
        _device = RuntimeTextures.Adopt(_renderer);
        _slots = Array.ConvertAll(_renderer.Materials.ToArray(), set => new MaterialSlot(set, RuntimeTextures.Borrow(_device, set, MaterialMaps.All)));
        _preview = new MaterialSlot(_renderer.Preview, RuntimeTextures.Borrow(_device, _renderer.Preview, MaterialMaps.Albedo));
        _feed = new MaterialFeed(generator, _slots, _preview, options);
        _clock = new FrameClock(options.FpsCap);
        _framesPerSecond = options.FpsCap > 0 ? options.FpsCap : 60;
    }

    /// <summary>Loads a model, plays until the end that the options name, and writes the report.</summary>
    /// <returns>0, or 5 where the validation layer said anything.</returns>
    public static async Task<int> PlayAsync(GameLoopOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        // One thread computes, when the game leaves it time.
        var generatorOptions = new TextureGeneratorOptions { ModelFolder = options.ModelFolder, IntraOpNumThreads = 1, ThreadPriority = ThreadPriority.Lowest };
        using var generator = await TextureGenerator.LoadAsync(generatorOptions, null, stop);
        var game = new Game(options, generator, options.Json ? error : output);
        using (game)
        {
            game.Loop(stop);
        }

        // What the validation layer says about the end counts too.
        var report = game.Report();
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

    /// <summary>Ends the game's use of the runtime, then the game's own device.</summary>
    public void Dispose()
    {
        _feed.Dispose();
        _preview.Target.Dispose();
        foreach (var slot in _slots)
        {
            slot.Target.Dispose();
        }

        _device.Dispose();
        _renderer.Dispose();
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
        return new FrameReport(_renderer.Context.DeviceName, _frame, _feed.Arrived, _options.Validate ? _renderer.Context.Messages : null)
        {
            FrameTime = _frameTime,
            DeviceTime = _deviceTime,
        };
    }
}
