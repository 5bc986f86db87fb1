using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>Inputs of <see cref="ChartApp"/>.</summary>
public sealed record ChartAppArgs
{
    /// <summary>The app, of the kind <see cref="WorkloadKind.HelmChart"/>.</summary>
    public required AppSpec App { get; init; }

    /// <summary>The app's namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>The value of a property of a database. A secret where it holds the password.</summary>
    public required Func<DatabaseReference, Output<string>> Property { get; init; }

    /// <summary>The resources that the chart's pods need: databases and storage classes.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
