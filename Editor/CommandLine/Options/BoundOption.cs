using System.CommandLine;

namespace DiffusionTextures.CommandLine.Options;

/// <summary>An option that sets one thing of <typeparamref name="TTarget"/>, a request or the generator's options.</summary>
internal interface IBoundOption<TTarget>
{
    Option Symbol { get; }

    /// <summary>The property that it sets, so that an argument exception about the property can name the option.</summary>
    string Member { get; }

    /// <summary>The target with the option's value, or the target itself when the option was not given.</summary>
    TTarget Apply(TTarget target, ParseResult parsed);
}

/// <inheritdoc cref="IBoundOption{TTarget}"/>
internal sealed class BoundOption<TTarget, T>(string member, Option<T> option, Func<TTarget, T, TTarget> set) : IBoundOption<TTarget>
{
    public Option Symbol => option;

    public string Member => member;

    public TTarget Apply(TTarget target, ParseResult parsed)
    {
        return parsed.GetResult(option) is { Implicit: false } ? set(target, parsed.GetRequiredValue(option)) : target;
    }
}

/// <summary>Makes bound options with their types written once.</summary>
internal static class BoundOption
{
    /// <param name="member">The property that the option sets.</param>
    /// <param name="option">The option.</param>
    /// <param name="set">The target with the value.</param>
    public static IBoundOption<TTarget> Of<TTarget, T>(string member, Option<T> option, Func<TTarget, T, TTarget> set)
    {
        return new BoundOption<TTarget, T>(member, option, set);
    }
}
