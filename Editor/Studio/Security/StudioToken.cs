using System.Security.Cryptography;
using System.Text;

namespace DiffusionTextures.Studio.Security;

/// <summary>The secret that lets a browser in: 256 random bits, new with every start.</summary>
internal static class StudioToken
{
    private const int Bytes = 32;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Compares without telling by its time how much was right.</summary>
    public static bool Matches(string token, string? given)
    {
        return given != null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(given));
    }
}
