namespace Infra.Model;

/// <summary>A MySQL cluster with automatic failover, run by the Percona Operator for XtraDB Cluster.</summary>
public sealed record MySqlSpec : INamed
{
    /// <summary>The cluster's name, at most 22 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Where it runs. Defaults to <c>infra</c> (source: 001).</summary>
    public string Namespace { get; init; } = "infra";

    /// <summary>Members. Defaults to 3: fewer cannot agree on a primary (source: 001 has 2).</summary>
    public int Instances { get; init; } = 3;

    /// <summary>The image of Percona XtraDB Cluster, with a pinned tag, of the 8.4 series.</summary>
    public required string Image { get; init; }

    /// <summary>The volume of each member.</summary>
    public required string Volume { get; init; }

    /// <summary>Labels of the nodes it may run on.</summary>
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Members must be on different nodes; false only prefers it. Defaults to true.</summary>
    public bool SpreadRequired { get; init; } = true;

    /// <summary>
    /// Members may run on servers that are kept for the control plane: a third place for a third member, without which the loss of one
    /// of two nodes takes the majority. Defaults to false.
    /// </summary>
    public bool OnControlPlane { get; init; }

    /// <summary>What a member asks for and may use.</summary>
    public ResourcesSpec Resources { get; init; } = new();

    /// <summary>The databases in it.</summary>
    public IReadOnlyList<DatabaseSpec> Databases { get; init; } = [];

    /// <summary>Scheduled full backups and an archive of binary logs, for recovery to a moment; null (default) for neither.</summary>
    public ArchiveSpec? Archive { get; init; }
}
