using System.Collections.Generic;
using System.Linq;

namespace DiffusionTextures.Conditioning
{
    /// <summary>What steers the U-Net in one request: the rows of its batch besides the latents.</summary>
    /// <remarks>All rows have the same number of tokens, a multiple of 77, and the same width.</remarks>
    internal sealed class TextConditioning
    {
        public TextConditioning(int tokens, int dim, IReadOnlyList<ConditioningRow> negative, IReadOnlyList<ConditioningRow> positive)
        {
            Tokens = tokens;
            Dim = dim;
            Negative = negative;
            Positive = positive;
        }

        /// <summary>Length T of the conditioning.</summary>
        public int Tokens { get; }

        /// <summary>Width D of the conditioning.</summary>
        public int Dim { get; }

        /// <summary>One row per picture; empty when there is no guidance.</summary>
        public IReadOnlyList<ConditioningRow> Negative { get; }

        /// <summary>One row per picture, or several where a prompt is composed with AND.</summary>
        public IReadOnlyList<ConditioningRow> Positive { get; }

        /// <summary>Two pictures in one batch: [negatives of the first, of the second, positives of the first, of the second].</summary>
        public static TextConditioning Pair(TextConditioning first, TextConditioning second)
        {
            return new TextConditioning(first.Tokens, first.Dim, Both(first.Negative, second.Negative), Both(first.Positive, second.Positive));
        }

        /// <summary>Rows of the batch.</summary>
        public int RowCount => Negative.Count + Positive.Count;

        /// <summary>A row by its place in the batch: negatives first.</summary>
        public ConditioningRow Row(int row) => row < Negative.Count ? Negative[row] : Positive[row - Negative.Count];

        /// <summary>The same rows with a value for one more input of the U-Net.</summary>
        /// <param name="name">The input.</param>
        /// <param name="values">Its values, the same for every row.</param>
        public TextConditioning With(string name, float[] values)
        {
            return new TextConditioning(Tokens, Dim, Negative.Select(row => row.With(name, values)).ToArray(), Positive.Select(row => row.With(name, values)).ToArray());
        }

        private static ConditioningRow[] Both(IReadOnlyList<ConditioningRow> first, IReadOnlyList<ConditioningRow> second)
        {
            return first.Concat(second.Select(row => row.ForImage(1))).ToArray();
        }
    }

    /// <summary>One row of conditioning, for one picture; its prompt may change along the steps.</summary>
    internal sealed class ConditioningRow
    {
        private readonly IReadOnlyList<ScheduledStates> _schedule;

        /// <param name="image">Index of the picture that the row belongs to.</param>
        /// <param name="weight">Weight of the row's direction under guidance; 1 unless composed with AND.</param>
        /// <param name="schedule">What the row says up to which step, in the order of the steps.</param>
        public ConditioningRow(int image, float weight, IReadOnlyList<ScheduledStates> schedule)
        {
            Image = image;
            Weight = weight;
            _schedule = schedule;
        }

        public int Image { get; }

        public float Weight { get; }

        /// <summary>What the row says along the steps, in their order.</summary>
        public IReadOnlyList<ScheduledStates> Schedule => _schedule;

        /// <summary>The same row for another picture of the batch.</summary>
        public ConditioningRow ForImage(int image) => new ConditioningRow(image, Weight, _schedule);

        /// <summary>The same row with a value for one more input of the U-Net.</summary>
        public ConditioningRow With(string name, float[] values) => new ConditioningRow(Image, Weight, _schedule.Select(states => states.With(name, values)).ToArray());

        /// <summary>What the row says at a solver step.</summary>
        /// <param name="step">Counted from 1.</param>
        public ScheduledStates At(int step)
        {
            for (var i = 0; i < _schedule.Count - 1; i++)
            {
                if (step <= _schedule[i].EndStep)
                {
                    return _schedule[i];
                }
            }

            return _schedule[_schedule.Count - 1];
        }
    }

    /// <summary>Conditioning that holds up to a step.</summary>
    internal sealed class ScheduledStates
    {
        private static readonly Dictionary<string, float[]> NoExtras = new Dictionary<string, float[]>();

        public ScheduledStates(int endStep, float[] hiddenStates)
        {
            EndStep = endStep;
            HiddenStates = hiddenStates;
        }

        /// <summary>The last solver step, counted from 1, that it holds for.</summary>
        public int EndStep { get; }

        /// <summary>[T,D], row-major.</summary>
        public float[] HiddenStates { get; }

        /// <summary>[T], the tokens that the states are of; empty where there is no text.</summary>
        public IReadOnlyList<int> TokenIds { get; init; } = System.Array.Empty<int>();

        /// <summary>Values for further inputs of the U-Net by their name, such as SDXL's text_embeds and time_ids: one row each. The class, not its interface, is enumerated without allocating; it is not changed.</summary>
        public Dictionary<string, float[]> Extras { get; init; } = NoExtras;

        /// <summary>The same states with a value for one more input of the U-Net.</summary>
        public ScheduledStates With(string name, float[] values)
        {
            return new ScheduledStates(EndStep, HiddenStates) { TokenIds = TokenIds, Extras = new Dictionary<string, float[]>(Extras) { [name] = values } };
        }
    }
}
