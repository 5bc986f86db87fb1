using System.Globalization;

namespace Infra.Model;

/// <summary>A k3s release, such as <c>v1.34.6+k3s1</c>.</summary>
/// <param name="Major">Kubernetes' major version.</param>
/// <param name="Minor">Kubernetes' minor version.</param>
/// <param name="Patch">Kubernetes' patch version.</param>
/// <param name="Build">k3s's build of it.</param>
public sealed record K3sVersion(int Major, int Minor, int Patch, int Build)
{
    /// <summary>Parses a version; null when it is not well formed.</summary>
    public static K3sVersion? TryParse(string text)
    {
        var plus = text.IndexOf("+k3s", StringComparison.Ordinal);
        if (plus < 0 || !text.StartsWith('v'))
        {
            return null;
        }

        var parts = text[1..plus].Split('.');
        return parts.Length == 3
            && Number(parts[0]) is { } major
            && Number(parts[1]) is { } minor
            && Number(parts[2]) is { } patch
            && Number(text[(plus + 4)..]) is { } build
            ? new K3sVersion(major, minor, patch, build)
            : null;
    }

    /// <summary>
    /// Whether the release has a change that came to each minor version with the given patch release: an earlier minor version never got
    /// it, a later one had it from its first release on.
    /// </summary>
    /// <param name="first">The first release with the change of each minor version that got it, as minor and patch.</param>
    public bool Includes(params ReadOnlySpan<(int Minor, int Patch)> first)
    {
        var newest = 0;
        foreach (var (minor, patch) in first)
        {
            if (Minor == minor)
            {
                return Patch >= patch;
            }

            newest = Math.Max(newest, minor);
        }

        return Minor > newest;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
