using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>Inputs of an <see cref="OffsiteDump"/>.</summary>
public sealed record OffsiteDumpArgs
{
    /// <summary>The dump as described.</summary>
    public required DumpSpec Dump { get; init; }

    /// <summary>Its databases; at least one.</summary>
    public required IReadOnlyList<DumpTarget> Targets { get; init; }

    /// <summary>The server's namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>Further resources that must exist first: the databases and their secrets.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
