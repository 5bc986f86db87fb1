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
    /// <param name="from">The version in force, null where none is.</param>
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
            return $"Longhorn {from} is in force and cannot go back to {to}: set storage.longhorn.version to {from} or later; "
                + "an older one comes only from a backup of the volumes";
        }

        return sameMinor || (next.Major == old.Major && next.Minor == old.Minor + 1)
            ? null
            : $"Longhorn {from} is in force and cannot leap to {to}: one minor version at a time; "
                + $"set storage.longhorn.version to a release of {old.Major}.{old.Minor + 1} first";
    }

    /// <summary>The version to install, which fails the plan where the step to it is refused.</summary>
    /// <param name="inForce">The version in force, with null in it for none; null where it is not known.</param>
    /// <param name="version">The version described.</param>
    /// <exception cref="RunException">The step is refused; inside the output.</exception>
    public static Input<string> Checked(Output<string?>? inForce, string version) => inForce is null
        ? version
        : inForce.Apply(from => Refusal(from, version) is { } refusal ? throw new RunException(refusal) : version);
}
