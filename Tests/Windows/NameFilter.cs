using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace DiffusionTextures.Tests.Windows;

/// <summary>Tests whose full name contains a text, with what they stand in.</summary>
internal sealed class NameFilter(string text) : TestFilter
{
    public override bool Match(ITest test, bool negated) => test.FullName.Contains(text) || test.Tests.Any(child => Match(child, negated));

    public override bool Pass(ITest test, bool negated) => Match(test, negated);

    public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode;
}
