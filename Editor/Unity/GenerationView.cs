using System;
using UnityEngine.UIElements;

namespace DiffusionTextures.Authoring
{
    /// <summary>Generate, how many, how far, cancel.</summary>
    internal sealed class GenerationView : VisualElement
    {
        private const int MostVariants = 12;

        private readonly SliderInt _count = new SliderInt("Variants", 1, MostVariants) { value = 4 };
        private readonly ProgressBar _progress = new ProgressBar();
        private readonly Button _generate;
        private readonly Button _cancel;

        /// <summary>A view.</summary>
        /// <param name="generate">Told how many variants are wanted.</param>
        /// <param name="cancel">Stops them.</param>
        public GenerationView(Action<int> generate, Action cancel)
        {
            _generate = new Button(() => generate(_count.value)) { text = "Generate" };
            _cancel = new Button(cancel) { text = "Cancel" };
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            row.Add(_generate);
            row.Add(_cancel);
            Add(_count);
            Add(row);
            Add(_progress);
            Idle(false);
        }

        /// <summary>Shows whether something waits or runs.</summary>
        public void Idle(bool isBusy)
        {
            _cancel.SetEnabled(isBusy);
            _progress.style.display = isBusy ? DisplayStyle.Flex : DisplayStyle.None;
        }

        /// <summary>Shows how far a job has come.</summary>
        public void Show(GenerationJob job, bool isBusy)
        {
            Idle(isBusy);
            var state = job.State;
            _progress.highValue = Math.Max(1, state.StepCount);
            _progress.value = state.Step;
            _progress.title = state.Status == JobStatus.Running ? $"{state.Stage} {state.Step}/{state.StepCount}, seed {job.Seed}" : state.Status.ToString();
        }
    }
}
