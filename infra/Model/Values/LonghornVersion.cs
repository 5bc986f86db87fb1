using System.Globalization;

namespace Infra.Model;

/// <summary>A release of Longhorn, such as <c>1.12.1</c>; its chart has the same number.</summary>
/// <param name="Major">Major version.</param>
/// <param name="Minor">Minor version.</param>
/// <param name="Patch">Patch version.</param>
public sealed record LonghornVersion(int Major, int Minor, int Patch)
{
    /// <summary>Parses a version; null when it is not well formed.</summary>
    public static LonghornVersion? TryParse(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 3 && Number(parts[0]) is { } major && Number(parts[1]) is { } minor && Number(parts[2]) is { } patch
            ? new LonghornVersion(major, minor, patch)
            : null;
    }

    /// <summary>The version is this one or a later one of the same or a later minor version.</summary>
    public bool IsAtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
