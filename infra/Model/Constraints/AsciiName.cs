using System.Globalization;

namespace Infra.Model;

/// <summary>
/// DNS names in the form that DNS, certificates and Traefik's rules have (RFC 5891): lower-case letters, other scripts as <c>xn--...</c>.
/// </summary>
internal static class AsciiName
{
    private static readonly IdnMapping Mapping = new();

    /// <summary>The form of a name in another script or in capitals; null when it has none.</summary>
    public static string? Of(string name)
    {
        try
        {
            return Mapping.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
