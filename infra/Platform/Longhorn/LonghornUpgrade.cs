using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>
/// The upgrades of Longhorn that are allowed: forward within a minor version, or to the next one. Longhorn itself refuses the others in the
/// middle of the upgrade (since 1.5); here they are refused before anything changes.
/// </summary>
public static class LonghornUpgrade
{
    /// <summary>Reports the step from the installed version to the described one where it is not allowed.</summary>
    /// <param name="context">The system; takes the problem.</param>
    /// <param name="inForce">The state of the cluster.</param>
    public static void Check(ValidationContext context, InForce inForce)
    {
        if (context.Spec.Storage.Longhorn is { } longhorn && Refusal(inForce.LonghornVersion, longhorn.Version) is var (wrong, right))
        {
            context.Error(longhorn, "version", wrong, right);
        }
    }

    /// <summary>The reason that refuses a step, and what to do; null where it is allowed.</summary>
    /// <param name="from">The installed version; null for none.</param>
    /// <param name="to">The version described.</param>
    public static (string Wrong, string Right)? Refusal(string? from, string to)
    {
        if (from is null || LonghornVersion.TryParse(from) is not { } old || LonghornVersion.TryParse(to) is not { } next || next == old)
        {
            return null;
        }

        var sameMinor = next.Major == old.Major && next.Minor == old.Minor;
        if (next.Major < old.Major || (next.Major == old.Major && next.Minor < old.Minor) || (sameMinor && next.Patch < old.Patch))
        {
            return (
                $"Longhorn {from} is installed and cannot be downgraded to {to}",
                $"set {from} or later; for an older version, restore the volumes from a backup");
        }

        return sameMinor || (next.Major == old.Major && next.Minor == old.Minor + 1)
            ? null
            : (
                $"Longhorn {from} is installed and cannot be upgraded to {to}: one minor version at a time",
                $"set a release of {old.Major}.{old.Minor + 1} first");
    }
}
