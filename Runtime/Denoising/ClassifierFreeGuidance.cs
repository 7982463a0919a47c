using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiffusionTextures.Denoising
{
    /// <summary>Classifier-free guidance (Ho and Salimans 2022): the prediction is pushed from the negative prompt towards the positive one.</summary>
    internal static class ClassifierFreeGuidance
    {
        /// <summary>Adds one prompt's direction to the guided prediction: guided += scale (conditioned - unconditioned).</summary>
        /// <param name="unconditioned">eps_u, the negative prompt's prediction.</param>
        /// <param name="conditioned">eps_c, the prompt's prediction.</param>
        /// <param name="scale">g, the guidance scale times the prompt's weight.</param>
        /// <param name="guided">In: eps_u, or what earlier prompts made of it. Out: with this prompt's direction added.</param>
        public static void Add(ReadOnlySpan<float> unconditioned, ReadOnlySpan<float> conditioned, float scale, Span<float> guided)
        {
            var vectorScale = new Vector<float>(scale);
            var vectorUnconditioned = MemoryMarshal.Cast<float, Vector<float>>(unconditioned);
            var vectorConditioned = MemoryMarshal.Cast<float, Vector<float>>(conditioned);
            var vectorGuided = MemoryMarshal.Cast<float, Vector<float>>(guided);
            for (var i = 0; i < vectorGuided.Length; i++)
            {
                vectorGuided[i] += vectorScale * (vectorConditioned[i] - vectorUnconditioned[i]);
            }

            for (var i = vectorGuided.Length * Vector<float>.Count; i < guided.Length; i++)
            {
                guided[i] += scale * (conditioned[i] - unconditioned[i]);
            }
        }
    }
}
