namespace Infra.Model;

/// <summary>Which stack a specification was folded for. Set by the loader, never written in a file.</summary>
public sealed record StackId
{
    /// <summary>The Pulumi stack's name: the middle part of <c>Pulumi.&lt;stack&gt;.yaml</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The folder under <c>stacks/</c>.</summary>
    public required string System { get; init; }

    /// <summary>The environment, from <c>env.&lt;environment&gt;.yaml</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The migration phase or step folded up to; null when none was chosen and nothing of <c>migration.yaml</c> applies.</summary>
    public string? Phase { get; init; }

    /// <summary>The stack that owns the cluster this one lives in (<c>cluster.from</c>); null when this one owns its own.</summary>
    public string? ClusterOwner { get; init; }
}
