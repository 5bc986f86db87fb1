namespace Infra.Model;

/// <summary>A PostgreSQL cluster.</summary>
public sealed record PostgresSpec : INamed
{
    /// <summary>The cluster's name; prefix of its services (<c>-rw</c>, <c>-ro</c>). Changing it makes a new, empty cluster.</summary>
    public required string Name { get; init; }

    /// <summary>Where it runs. Defaults to <c>infra</c> (source: 001).</summary>
    public string Namespace { get; init; } = "infra";

    /// <summary>Primary and replicas together. Defaults to 3 (requirement E1; 001's first draft had 2).</summary>
    public int Instances { get; init; } = 3;

    /// <summary>The image; its tag begins with the major version.</summary>
    public required string Image { get; init; }

    /// <summary>The volume of each instance.</summary>
    public required string Volume { get; init; }

    /// <summary>
    /// Size of a volume of its own for the write-ahead log, of the same class; null (default) keeps the log beside the data.
    /// It cannot be taken away again.
    /// </summary>
    public Quantity? WalSize { get; init; }

    /// <summary>Time in which a replica takes over. Defaults to 30 seconds (source: 001, gate 1).</summary>
    public Duration Failover { get; init; } = Duration.Parse("30s");

    /// <summary>Replicas that must have a commit before it is confirmed. Defaults to 1.</summary>
    public int SynchronousReplicas { get; init; } = 1;

    /// <summary>What a commit does when too few replicas are there to confirm it. Defaults to <see cref="CommitDurability.Preferred"/>.</summary>
    public CommitDurability Durability { get; init; }

    /// <summary>Offers a service of the replicas for reading. Defaults to true.</summary>
    public bool ReadService { get; init; } = true;

    /// <summary>The connection pooler; null (default) for none.</summary>
    public PoolerSpec? Pooler { get; init; }

    /// <summary>Labels of the nodes it may run on.</summary>
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Instances must be on different nodes; false only prefers it, for fewer nodes than instances. Defaults to true.</summary>
    public bool SpreadRequired { get; init; } = true;

    /// <summary>What an instance asks for and may use.</summary>
    public ResourcesSpec Resources { get; init; } = new();

    /// <summary>Server parameters, as text. What is not given follows from the memory an instance may use.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The databases in it, each with a role of its own.</summary>
    public IReadOnlyList<DatabaseSpec> Databases { get; init; } = [];

    /// <summary>Continuous archiving and base backups; null (default) for none.</summary>
    public ArchiveSpec? Archive { get; init; }

    /// <summary>Makes the cluster from an archive instead of empty; null (default) for empty.</summary>
    public RecoverySpec? RecoverFrom { get; init; }
}
