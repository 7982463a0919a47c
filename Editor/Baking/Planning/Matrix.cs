using System.Numerics;
using DiffusionTextures.Baking.Manifest;

namespace DiffusionTextures.Baking.Planning;

/// <summary>Every combination of a material's axes, less the excluded ones; the last axis turns fastest.</summary>
internal static class Matrix
{
    /// <summary>How many combinations there are before any is excluded.</summary>
    public static BigInteger Count(ManifestMaterial material) => material.Axes.Aggregate(BigInteger.One, (product, axis) => product * axis.Values.Count);

    /// <summary>The combinations, one value per axis.</summary>
    public static IEnumerable<IReadOnlyList<AxisValue>> Combinations(ManifestMaterial material)
    {
        var axes = material.Axes;
        var positions = new int[axes.Count];
        while (true)
        {
            var combination = axes.Select((axis, i) => axis.Values[positions[i]]).ToArray();
            if (!material.Excluded.Any(excluded => IsExcluded(axes, combination, excluded)))
            {
                yield return combination;
            }

            var turning = axes.Count - 1;
            while (turning >= 0 && ++positions[turning] == axes[turning].Values.Count)
            {
                positions[turning--] = 0;
            }

            if (turning < 0)
            {
                yield break;
            }
        }
    }

    private static bool IsExcluded(IReadOnlyList<MatrixAxis> axes, AxisValue[] combination, IReadOnlyDictionary<string, string> excluded)
    {
        for (var i = 0; i < axes.Count; i++)
        {
            if (excluded.TryGetValue(axes[i].Name, out var text) && text != combination[i].Text)
            {
                return false;
            }
        }

        return true;
    }
}
