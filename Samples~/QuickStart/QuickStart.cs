using System;
using DiffusionTextures;
using UnityEngine;

/// <summary>
/// Dresses a material while the game runs: put it on an object, choose a material (URP Lit, HDRP Lit or Standard), write a prompt, play.
/// </summary>
public sealed class QuickStart : MonoBehaviour
{
    [SerializeField]
    private Material _material;

    [SerializeField]
    private string _prompt = "mossy red brick wall";

    private TextureGeneratorBehaviour _generator;
    private UnityTextureTarget _target;

    private async void Start()
    {
        _generator = gameObject.AddComponent<TextureGeneratorBehaviour>();
        _target = UnityTextureTarget.For(_material, 128, 128);
        try
        {
            // On the generator's own thread; when it returns, the textures of the material have changed, within one frame.
            await _generator.GenerateTextureAsync(new TextureRequest(_prompt) { Seed = 1 }, _target);
        }
        catch (OperationCanceledException)
        {
            // The object was destroyed meanwhile.
        }
        catch (DiffusionException exception)
        {
            Debug.LogError(exception.Message, this);
        }
    }

    private void OnDestroy()
    {
        _target?.Dispose();
    }
}
