using Infra.Monitoring;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Grafana"/>.</summary>
public sealed class GrafanaArgs
{
    /// <summary>The namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>The dashboards of all parts.</summary>
    public required IReadOnlyList<Dashboard> Dashboards { get; init; }

    /// <summary>The resources that its volume depends on.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
