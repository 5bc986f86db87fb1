using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>Inputs of <see cref="Canary"/>.</summary>
public sealed record CanaryArgs
{
    /// <summary>The app's pods: a Deployment with an autoscaler.</summary>
    public required Workload Workload { get; init; }

    /// <summary>The canary as described.</summary>
    public required CanarySpec Spec { get; init; }

    /// <summary>The app's namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>The Deployment, its autoscaler, and Flagger where this stack installs it.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
