using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Parts;

/// <summary>Versions of Kubernetes that every part of a stack supports.</summary>
internal static class KubernetesVersions
{
    /// <summary>Reports a k3s of a version that a part does not support: charts and operators fit a few versions each.</summary>
    /// <param name="context">The system; takes the problem.</param>
    /// <param name="parts">The parts.</param>
    public static void Check(ValidationContext context, IReadOnlyList<StackPart> parts)
    {
        var k3s = context.Spec.Cluster.K3s;
        if (!context.OwnsCluster || K3sVersion.TryParse(k3s.Version) is not { } version)
        {
            return;
        }

        var (oldest, newest) = (0, int.MaxValue);
        var refusing = new List<SupportedKubernetes>();
        foreach (var part in parts)
        {
            if (part.IsIn(context.Spec) && part.KubernetesRange(context.Spec) is { } supported)
            {
                (oldest, newest) = (Math.Max(oldest, supported.Oldest), Math.Min(newest, supported.Newest));
                if (version.Major != 1 || !supported.Contains(version.Minor))
                {
                    refusing.Add(supported);
                }
            }
        }

        if (refusing.Count > 0)
        {
            context.Error(
                k3s,
                "version",
                $"{k3s.Version} is none of the versions of Kubernetes that are supported by {string.Join(", ", refusing)}",
                $"use a release of 1.{oldest} to 1.{newest}, or first raise the pinned versions of these parts");
        }
    }
}
