using System.Collections.Generic;

namespace DiffusionTextures.Schedulers
{
    /// <summary>What there is to know about one scheduler: for lists, documentation and the checks of its options.</summary>
    internal sealed class SchedulerDescriptor
    {
        public SchedulerDescriptor(
            SchedulerKind kind, string className, string order, int modelCallsPerStep, string stochastic, string paper, string use, string options)
        {
            Kind = kind;
            ClassName = className;
            Order = order;
            ModelCallsPerStep = modelCallsPerStep;
            Stochastic = stochastic;
            Paper = paper;
            Use = use;
            Options = options.Split(' ');
        }

        public SchedulerKind Kind { get; }

        /// <summary>The class of diffusers.</summary>
        public string ClassName { get; }

        /// <summary>Order of accuracy, or the orders to choose from.</summary>
        public string Order { get; }

        public int ModelCallsPerStep { get; }

        /// <summary>"yes", "no", or what makes it so.</summary>
        public string Stochastic { get; }

        public string Paper { get; }

        /// <summary>When to use it.</summary>
        public string Use { get; }

        /// <summary>The keys that the class knows.</summary>
        public IReadOnlyList<string> Options { get; }

        /// <summary>Names of other tools that lead here.</summary>
        public IReadOnlyList<string> Aliases => SchedulerNames.AliasesOf(Kind);
    }
}
