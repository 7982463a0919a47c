using DiffusionTextures.Inference;

namespace DiffusionTextures.Conditioning
{
    /// <summary>Turns a request's prompts into the rows that its model family steers the U-Net with.</summary>
    internal interface IPromptEncoder
    {
        /// <summary>Encodes both prompts; without guidance the negative rows are left out.</summary>
        /// <exception cref="InferenceException">ONNX Runtime failed.</exception>
        TextConditioning Encode(TextureRequest request, RunControl control);
    }
}
