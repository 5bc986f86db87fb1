using System.Collections.Immutable;

namespace Infra.Model;

/// <summary>Identity of the stack that a specification was merged for. Set by the loader, never written in a file.</summary>
public sealed record StackId
{
    /// <summary>Name of the Pulumi stack: the middle part of <c>Pulumi.&lt;stack&gt;.yaml</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Folder under <c>stacks/</c>.</summary>
    public required string System { get; init; }

    /// <summary>Name of the environment, from <c>env.&lt;environment&gt;.yaml</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>
    /// Migration phase or step up to which changes are applied; null when none is chosen and nothing of <c>migration.yaml</c> applies.
    /// </summary>
    public string? Phase { get; init; }

    /// <summary>
    /// Phase or step that the stack is at (<c>infra:phaseInForce</c>), for a stack whose own outputs cannot say it. Null (default) where
    /// they do.
    /// </summary>
    [SetByLoader]
    public string? PhaseInForce { get; init; }

    /// <summary>Confirmations of criteria of gates, from the stack's config (<c>infra:confirmations</c>). Defaults to none.</summary>
    [SetByLoader]
    public IReadOnlyList<ConfirmationSpec> Confirmations { get; init; } = [];

    /// <summary>
    /// Environments that criteria of gates name and that have another cluster than this stack, with their stacks: what those passed, their
    /// outputs say. The stack is empty where no config file names the environment.
    /// </summary>
    [SetByLoader]
    public IReadOnlyDictionary<string, string> OtherClusters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Stack that owns the cluster which this stack uses (<c>cluster.from</c>); null when this stack owns its cluster.</summary>
    public string? ClusterOwner { get; init; }
}
