using System;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Makes schedulers from a model's scheduler_config.json and the caller's changes to it.</summary>
    internal static class SchedulerFactory
    {
        /// <summary>The scheduler that the model's configuration names.</summary>
        /// <exception cref="ModelException">The configuration names no class, an unknown one, or has a value of the wrong type.</exception>
        /// <exception cref="ArgumentException">The options do not fit the class or each other.</exception>
        public static IScheduler Create(JsonValue config, SchedulerOptions? overrides = null) => Create(KindOf(config), config, overrides);

        /// <param name="className">A class of diffusers or a name of another tool; <see cref="SchedulerNames.Parse"/>.</param>
        /// <exception cref="ArgumentException">The name is unknown, or the options do not fit.</exception>
        public static IScheduler Create(string className, JsonValue config, SchedulerOptions? overrides = null)
        {
            var choice = SchedulerNames.Parse(className);
            return Create(choice.Kind, config, Overlay(choice.Options, overrides));
        }

        /// <exception cref="ModelException">The model's configuration has a value of the wrong type.</exception>
        /// <exception cref="ArgumentException">The options do not fit the class or each other.</exception>
        public static IScheduler Create(SchedulerKind kind, JsonValue config, SchedulerOptions? overrides = null)
        {
            var resolved = Resolve(kind, config, overrides);
            switch (kind)
            {
                case SchedulerKind.Ddpm:
                    return new DdpmScheduler(resolved);
                case SchedulerKind.Ddim:
                    return new DdimScheduler(resolved);
                case SchedulerKind.DdimInverse:
                    return new DdimInverseScheduler(resolved);
                case SchedulerKind.Pndm:
                    return new PndmScheduler(resolved);
                case SchedulerKind.LmsDiscrete:
                    return new LmsDiscreteScheduler(resolved);
                case SchedulerKind.EulerDiscrete:
                    return new EulerDiscreteScheduler(resolved);
                case SchedulerKind.EulerAncestralDiscrete:
                    return new EulerAncestralDiscreteScheduler(resolved);
                case SchedulerKind.HeunDiscrete:
                    return new HeunDiscreteScheduler(resolved);
                case SchedulerKind.Kdpm2Discrete:
                case SchedulerKind.Kdpm2AncestralDiscrete:
                    return new Kdpm2DiscreteScheduler(resolved);
                case SchedulerKind.DpmSolverMultistep:
                    return new DpmSolverMultistepScheduler(resolved);
                case SchedulerKind.DpmSolverSinglestep:
                    return new DpmSolverSinglestepScheduler(resolved);
                case SchedulerKind.DpmSolverSde:
                    return new DpmSolverSdeScheduler(resolved);
                case SchedulerKind.DeisMultistep:
                    return new DeisMultistepScheduler(resolved);
                case SchedulerKind.UniPCMultistep:
                    return new UniPCMultistepScheduler(resolved);
                case SchedulerKind.Lcm:
                    return new LcmScheduler(resolved);
                case SchedulerKind.Tcd:
                    return new TcdScheduler(resolved);
                default:
                    return new FlowMatchEulerDiscreteScheduler(resolved);
            }
        }

        /// <summary>The complete configuration, checked.</summary>
        public static SchedulerConfig Resolve(SchedulerKind kind, JsonValue config, SchedulerOptions? overrides)
        {
            var descriptor = SchedulerDescriptors.Of(kind);
            SchedulerOverrides.Check(descriptor, overrides ?? SchedulerOptions.None);
            var model = SchedulerOptionReader.FromModel(config, descriptor);
            if (model.TrainedBetas != null && model.NumTrainTimesteps == null)
            {
                model = model with { NumTrainTimesteps = model.TrainedBetas.Count };
            }

            var resolved = new SchedulerConfig(kind, SchedulerDefaults.Of(kind), model, overrides ?? SchedulerOptions.None);
            SchedulerRules.Check(resolved);
            return resolved;
        }

        /// <summary>The class that a model's configuration names.</summary>
        /// <exception cref="ModelException">It names none, or one that is unknown.</exception>
        public static SchedulerKind KindOf(JsonValue config)
        {
            var name = config.Find("_class_name");
            if (name == null || name.Kind != JsonKind.String)
            {
                throw new ModelException("scheduler_config.json has no _class_name. Take it from the model again, or name a scheduler in the request.");
            }

            try
            {
                return SchedulerNames.Parse(name.AsString()).Kind;
            }
            catch (ArgumentException exception)
            {
                throw new ModelException($"scheduler_config.json: {exception.Message} Or name a scheduler in the request.", exception);
            }
        }

        private static SchedulerOptions Overlay(SchedulerOptions lower, SchedulerOptions? upper)
        {
            if (upper == null)
            {
                return lower;
            }

            // An alias sets at most these; everything else comes from the caller.
            return upper with
            {
                UseKarrasSigmas = upper.UseKarrasSigmas ?? lower.UseKarrasSigmas,
                UseExponentialSigmas = upper.UseExponentialSigmas ?? lower.UseExponentialSigmas,
                UseBetaSigmas = upper.UseBetaSigmas ?? lower.UseBetaSigmas,
                AlgorithmType = upper.AlgorithmType ?? lower.AlgorithmType,
                SolverType = upper.SolverType ?? lower.SolverType,
                SolverOrder = upper.SolverOrder ?? lower.SolverOrder,
                SkipPrkSteps = upper.SkipPrkSteps ?? lower.SkipPrkSteps,
            };
        }
    }
}
