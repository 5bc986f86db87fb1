using Infra.Model.Capacity;

namespace Infra.Model;

/// <summary>A PostgreSQL cluster, run by CloudNativePG.</summary>
public sealed record PostgresSpec : IDatabaseServerSpec
{
    private static readonly ReservedNames OwnNames = new()
    {
        // Refused by CloudNativePG 1.30's custom resource definitions.
        Databases = ["postgres", "template0", "template1"],
        Users = ["none", "postgres", "public", "streaming_replica"],
        UserPrefixes = ["pg_", "cnpg_"],
        // Created beside a server by CloudNativePG and by this program.
        Secrets = ["app", "archive", "ca", "replication", "server", "superuser"],
    };

    /// <summary>Names under which images of the engine are known.</summary>
    internal static IReadOnlyList<string> ImageNames { get; } = ["postgres", "postgis", "pgvector", "timescaledb"];

    /// <summary>Name of the cluster; prefix of its services (<c>-rw</c>, <c>-ro</c>). Changing it creates a new, empty cluster.</summary>
    [ServiceName(50)]
    public required string Name { get; init; }

    /// <summary>Platform that the cluster runs on. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>The server as a Docker Compose service; required unless <see cref="RunsOn"/> is k3s or nowhere.</summary>
    public ComposeServiceSpec? Compose { get; init; }

    /// <summary>The server in the cluster for clients outside of it; null (default) for none.</summary>
    public DatabaseExposureSpec? Exposed { get; init; }

    /// <summary>Namespace. Defaults to <c>infra</c> (source: 001).</summary>
    [RefersTo("namespace", "namespaces")]
    public string Namespace { get; init; } = "infra";

    /// <summary>Number of instances: the primary and its replicas. Defaults to 3 (requirement E1; 001's first draft had 2).</summary>
    [Range(1, 100)]
    public int Instances { get; init; } = 3;

    /// <summary>Image with a pinned tag that begins with the major version.</summary>
    [PinnedImage]
    public required string Image { get; init; }

    /// <summary>Name of the volume of each instance.</summary>
    [RefersTo("volume", "storage.volumes")]
    public required string Volume { get; init; }

    /// <summary>
    /// Size of a separate volume for the write-ahead log, of the same class; null (default) to keep the log on the data volume. The volume
    /// cannot be removed again.
    /// </summary>
    [VolumeSize]
    public Quantity? WalSize { get; init; }

    /// <summary>Time in which a replica takes over. Defaults to 30 seconds (source: 001, gate 1).</summary>
    [DurationRange("1s", "10m")]
    public Duration Failover { get; init; } = Duration.Parse("30s");

    /// <summary>Number of replicas that must receive a commit before it is confirmed. Defaults to 1.</summary>
    [Range(0, 100)]
    public int SynchronousReplicas { get; init; } = 1;

    /// <summary>
    /// Behaviour of a commit when fewer replicas than required are available. Defaults to <see cref="CommitDurability.Preferred"/>.
    /// </summary>
    public CommitDurability Durability { get; init; }

    /// <summary>Whether a service for reads from the replicas is created. Defaults to true.</summary>
    public bool ReadService { get; init; } = true;

    /// <summary>Connection pooler; null (default) for none.</summary>
    public PoolerSpec? Pooler { get; init; }

    /// <summary>Labels of the nodes that the instances may run on.</summary>
    [Labels]
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether instances must run on different nodes; false only prefers it, for fewer nodes than instances. Defaults to true.
    /// </summary>
    public bool SpreadRequired { get; init; } = true;

    /// <summary>Requests and limits of an instance.</summary>
    public ResourcesSpec Resources { get; init; } = new();

    /// <summary>Server parameters, as text. Parameters that are not set are derived from the memory limit of an instance.</summary>
    [ParameterNames]
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The databases on the server, each with a role of its own.</summary>
    public IReadOnlyList<DatabaseSpec> Databases { get; init; } = [];

    /// <summary>Continuous archiving and base backups; null (default) for none.</summary>
    public ArchiveSpec? Archive { get; init; }

    /// <summary>Archive from which the cluster is created; null (default) for an empty cluster.</summary>
    public RecoverySpec? RecoverFrom { get; init; }

    IReadOnlyList<string> IDatabaseServerSpec.ImageNames => ImageNames;

    string? IDatabaseServerSpec.Series => MajorOf(Image);

    string? IDatabaseServerSpec.Volume => Volume;

    bool IDatabaseServerSpec.OnControlPlane => false;

    ReservedNames IDatabaseServerSpec.Reserved => OwnNames;

    IReadOnlyList<string> IDatabaseServerSpec.Services =>
        [$"{Name}-rw", $"{Name}-ro", $"{Name}-r", .. Pooler is null ? [] : (string[])[$"{Name}-pooler"]];

    // The budgets are those of the replicas and of the primary.
    IReadOnlyList<string> IDatabaseServerSpec.Workloads =>
        [Name, $"{Name}-primary", .. Pooler is null ? [] : (string[])[$"{Name}-pooler"]];

    IReadOnlyList<PodsRequest> IDatabaseServerSpec.Companions =>
        Pooler is { } pooler
            ? [new($"{Name}-pooler", pooler.Instances, new(PoolerSpec.RequestCpu.Value, PoolerSpec.RequestMemory.Value))]
            : [];

    IReadOnlyDictionary<string, Quantity> IDatabaseServerSpec.FurtherVolumes =>
        WalSize is { } size ? new Dictionary<string, Quantity> { [$"{Name}-wal"] = size } : [];

    string? IDatabaseServerSpec.EnvironmentIn(SystemSpec system) => null;

    IReadOnlyList<ServerDatabase> IDatabaseServerSpec.DatabasesIn(SystemSpec system) => ServerDatabase.Of(this);

    /// <summary>PostgreSQL's major version, with which an image's tag begins; null where it begins with no number.</summary>
    /// <param name="image">The image.</param>
    internal static string? MajorOf(string image)
    {
        var tag = ImageReference.Parse(image).Tag ?? "";
        var digits = 0;
        // Three digits are enough to tell that it is too new.
        while (digits < Math.Min(tag.Length, 3) && char.IsAsciiDigit(tag[digits]))
        {
            digits++;
        }

        return digits == 0 ? null : tag[..digits];
    }
}
