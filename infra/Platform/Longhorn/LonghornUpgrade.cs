using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// The upgrades of Longhorn that are allowed: forward within a minor version, or to the next one. Longhorn itself refuses the others in the
/// middle of the upgrade (since 1.5); here they are refused before anything changes.
/// </summary>
public static class LonghornUpgrade
{
    /// <summary>The reason that refuses a step; null where it is allowed.</summary>
    /// <param name="from">The installed version; null for none.</param>
    /// <param name="to">The version described.</param>
    public static string? Refusal(string? from, string to)
    {
        if (from is null || LonghornVersion.TryParse(from) is not { } old || LonghornVersion.TryParse(to) is not { } next || next == old)
        {
            return null;
        }

        var sameMinor = next.Major == old.Major && next.Minor == old.Minor;
        if (next.Major < old.Major || (next.Major == old.Major && next.Minor < old.Minor) || (sameMinor && next.Patch < old.Patch))
        {
            return $"Longhorn {from} is installed and cannot be downgraded to {to}: set storage.longhorn.version to {from} or later; "
                + "for an older version, restore the volumes from a backup";
        }

        return sameMinor || (next.Major == old.Major && next.Minor == old.Minor + 1)
            ? null
            : $"Longhorn {from} is installed and cannot be upgraded to {to}: one minor version at a time; "
                + $"set storage.longhorn.version to a release of {old.Major}.{old.Minor + 1} first";
    }

    /// <summary>The version to install, which fails the plan where the step to it is refused.</summary>
    /// <param name="inForce">The installed version; an output of null for none, and null where it is not known.</param>
    /// <param name="version">The version described.</param>
    /// <exception cref="RunException">The step is refused; inside the output.</exception>
    public static Input<string> Checked(Output<string?>? inForce, string version) => inForce is null
        ? version
        : inForce.Apply(from => Refusal(from, version) is { } refusal ? throw new RunException(refusal) : version);
}
