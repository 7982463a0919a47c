using System;
using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>Refuses requests with a null where a setting or a list must be.</summary>
    internal static class RequestMembers
    {
        /// <exception cref="ArgumentNullException">A member is null; its name is the parameter's.</exception>
        public static void RequireAll(TextureRequest request)
        {
            RequireItems(request.Styles, nameof(request.Styles));
            RequireItems(request.ControlNets, nameof(request.ControlNets));
            RequireItems(request.AttentionWords, nameof(request.AttentionWords));
            Require(request.SchedulerOptions, nameof(request.SchedulerOptions));
            Require(request.MapSettings, nameof(request.MapSettings));
            foreach (var style in request.Styles)
            {
                Require(style.Prompt, nameof(PromptStyle.Prompt));
                Require(style.NegativePrompt, nameof(PromptStyle.NegativePrompt));
            }

            foreach (var input in request.ControlNets)
            {
                Require(input.Image, nameof(ControlNetInput.Image));
            }

            if (request.PromptEdit is { } edit)
            {
                Require(edit.SourcePrompt, nameof(PromptEdit.SourcePrompt));
            }

            if (request.CycleEdit is { } cycle)
            {
                Require(cycle.SourcePrompt, nameof(CycleEdit.SourcePrompt));
            }

            if (request.Inversion is { } inversion)
            {
                Require(inversion.Prompt, nameof(Inversion.Prompt));
            }
        }

        private static void RequireItems<T>(IReadOnlyList<T> items, string name)
            where T : class
        {
            Require(items, name);
            foreach (var item in items)
            {
                Require(item, name);
            }
        }

        private static void Require(object? value, string name)
        {
            if (value == null)
            {
                throw new ArgumentNullException(name, $"{name} or one of its members is null. Leave it out for the default, or give an empty one.");
            }
        }
    }
}
