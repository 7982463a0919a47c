using System;
using DiffusionTextures;
using UnityEngine;

/// <summary>The code of the documentation's pages, block by block; a test compares.</summary>
public sealed class Wall : MonoBehaviour
{
    [SerializeField]
    private TextureGeneratorBehaviour _generator;

    [SerializeField]
    private Material _material;

    private UnityTextureTarget _target;

    private async void Start()
    {
        _target = UnityTextureTarget.For(_material, 256, 256);
        var request = new TextureRequest("mossy red brick wall") { Seed = 7 };
        await _generator.GenerateTextureAsync(request, _target, new Log());
    }

    private void OnDestroy()
    {
        _target?.Dispose();
    }
}

public sealed class Log : IProgress<GenerationProgress>
{
    public void Report(GenerationProgress value) => Debug.LogError($"{value.Stage} {value.Step}/{value.StepCount}", null);
}

public sealed class OtherUses : MonoBehaviour
{
    [SerializeField]
    private PromptMaterialAsset _prompt;

    private static TextureGeneratorOptions Seamless()
    {
        var options = new TextureGeneratorOptions
        {
            ModelFolder = ModelLocation.Of("sd15-onnx"),
            Edits = new ModelEdits { Tiling = TileAxes.XY },
        };
        return options;
    }

    private async void Start()
    {
        var generator = gameObject.AddComponent<TextureGeneratorBehaviour>();
        generator.Options = _prompt.ToOptions();
        using var target = new UnityTextureTarget(512, 512);
        await generator.GenerateTextureAsync(_prompt.ToRequest(), target);
        Texture2D albedo = target["albedo"];
        Debug.LogError(albedo.width, this);
        generator.Options = Seamless();
    }

    private static void OnGpu(GraphicsTarget target, Material material)
    {
        material.SetTexture("_BaseMap", NativeTextures.Wrap(target[MaterialMaps.Albedo]));
    }

    private static void OnDirect3D12(IntPtr d3d12Device, IntPtr commandQueue, IntPtr resource)
    {
        using var device = D3D12Device.Adopt(d3d12Device, commandQueue);
        device.UploadTiming = UploadTiming.InUpdate;
        var albedo = device.Borrow(resource, new TextureDescription(512, 512, PixelFormat.Rgba8Srgb), stateBefore: 0x80, stateAfter: 0x80);
        device.Update(FrameBudget.FromMicroseconds(300));                      // once a frame
        albedo.Dispose();
    }
}
