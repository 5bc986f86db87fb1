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

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
