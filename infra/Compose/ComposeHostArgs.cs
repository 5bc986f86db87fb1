using Infra.Cluster;
using Infra.Model;
using Pulumi;

namespace Infra.Compose;

/// <summary>Inputs of a <see cref="ComposeHost"/>.</summary>
public sealed record ComposeHostArgs
{
    /// <summary>The host, which is managed.</summary>
    public required ComposeHostSpec Host { get; init; }

    /// <summary>Its projects.</summary>
    public required IReadOnlyList<ComposeProject> Projects { get; init; }

    /// <summary>The ports of the host that they need.</summary>
    public required IReadOnlyList<WantedPort> Ports { get; init; }

    /// <summary>The resources that must exist before a project is brought up, beside those of <see cref="BeforeRemoval"/>.</summary>
    public required Func<ComposeProject, IReadOnlyList<Resource>> After { get; init; }

    /// <summary>
    /// The resources that must exist before a service is removed: one that moved to the cluster leaves Docker once its pods answer.
    /// </summary>
    public required IReadOnlyList<Resource> BeforeRemoval { get; init; }
}
