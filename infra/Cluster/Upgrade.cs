using System.Globalization;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Cluster;

/// <summary>
/// The upgrades of k3s that are allowed: one minor version at a time, and never back (Kubernetes version skew policy).
/// </summary>
public static class Upgrade
{
    /// <summary>Reports the step from the installed version to the described one where it is not allowed.</summary>
    /// <param name="context">The system; takes the problem.</param>
    /// <param name="inForce">The state of the cluster.</param>
    public static void Check(ValidationContext context, InForce inForce)
    {
        var k3s = context.Spec.Cluster.K3s;
        if (Refusal(inForce.K3sVersion, k3s.Version) is var (wrong, right))
        {
            context.Error(k3s, "version", wrong, right);
        }
    }

    /// <summary>The reason that refuses a step, and what to do; null where the step is allowed.</summary>
    /// <param name="inForce">The version that the last successful run installed; null when it is not known.</param>
    /// <param name="wanted">The described version.</param>
    public static (string Wrong, string Right)? Refusal(string? inForce, string wanted)
    {
        if (inForce is null
            || inForce == wanted
            || K3sVersion.TryParse(inForce) is not { } from
            || K3sVersion.TryParse(wanted) is not { } to)
        {
            return null;
        }

        if (IsOlder(to, from))
        {
            return (
                $"{wanted} would be a downgrade: this cluster runs {inForce}",
                "set the version back, or restore a snapshot of the older one (docs/runbooks/quorum-loss.md)");
        }

        return from.Major == to.Major && to.Minor <= from.Minor + 1
            ? null
            : ($"{wanted} skips minor versions: this cluster runs {inForce}", $"upgrade to {Between(from, to)} first, each with pulumi up");
    }

    /// <summary>Whether a version is older. Builds of one patch version may follow in any order: the data is the same.</summary>
    private static bool IsOlder(K3sVersion a, K3sVersion b) =>
        a.Major != b.Major ? a.Major < b.Major : a.Minor != b.Minor ? a.Minor < b.Minor : a.Patch < b.Patch;

    private static string Between(K3sVersion from, K3sVersion to)
    {
        var names = new List<string>();
        for (var minor = from.Minor + 1; minor < to.Minor && from.Major == to.Major; minor++)
        {
            names.Add(string.Create(CultureInfo.InvariantCulture, $"v{from.Major}.{minor}"));
        }

        return names.Count == 0 ? "every minor version between" : string.Join(", ", names);
    }
}
