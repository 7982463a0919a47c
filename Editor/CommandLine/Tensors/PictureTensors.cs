using DiffusionTextures.CommandLine.Failures;

namespace DiffusionTextures.CommandLine.Tensors;

/// <summary>Takes the part of one picture out of a batch of tensors, and joins the parts of several pictures.</summary>
internal static class PictureTensors
{
    /// <summary>The start noise of one picture: its row of [B,C,h,w], or the only row when there is one.</summary>
    /// <exception cref="UsageException">B is neither 1 nor the number of pictures.</exception>
    public static FloatTensor InitLatents(FloatTensor tensor, int picture, int count)
    {
        return tensor.Shape.Count != 4 ? tensor : Take(tensor, 0, picture, count, "--init-latents");
    }

    /// <summary>The step noise of one picture: its part of [k,B,C,h,w]; [k,C,h,w] serves every picture.</summary>
    /// <exception cref="UsageException">B is neither 1 nor the number of pictures.</exception>
    public static FloatTensor StepNoise(FloatTensor tensor, int picture, int count)
    {
        return tensor.Shape.Count != 5 ? tensor : Take(tensor, 1, picture, count, "--step-noise");
    }

    /// <summary>Joins tensors along their first axis.</summary>
    public static FloatTensor Join(IReadOnlyList<FloatTensor> tensors)
    {
        var joined = new FloatTensor([tensors.Sum(tensor => tensor.Shape[0]), .. tensors[0].Shape.Skip(1)]);
        var at = 0;
        foreach (var tensor in tensors)
        {
            tensor.Span.CopyTo(joined.Span[at..]);
            at += tensor.Span.Length;
        }

        return joined;
    }

    private static FloatTensor Take(FloatTensor tensor, int axis, int picture, int count, string option)
    {
        var pictures = tensor.Shape[axis];
        if (pictures == 1)
        {
            return tensor;
        }

        if (pictures != count)
        {
            throw new UsageException(
                $"{option} holds noise of shape {tensor} for {pictures} pictures, but --count is {count}. Give --count {pictures}, or noise for one picture.");
        }

        var outer = axis == 0 ? 1 : tensor.Shape[0];
        var inner = tensor.Span.Length / outer / pictures;
        var values = new float[outer * inner];
        for (var i = 0; i < outer; i++)
        {
            tensor.Span.Slice((i * pictures + picture) * inner, inner).CopyTo(values.AsSpan(i * inner));
        }

        return new FloatTensor(values, [.. tensor.Shape.Select((size, index) => index == axis ? 1 : size)]);
    }
}
