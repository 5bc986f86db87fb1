using Infra.Model.Capacity;

namespace Infra.Model;

/// <summary>A MySQL cluster with automatic failover, run by the Percona Operator for XtraDB Cluster.</summary>
public sealed record MySqlSpec : IDatabaseServerSpec
{
    /// <summary>
    /// Versions of servers that can be backed up: XtraBackup reads those of its own series only, and the pinned one is of this
    /// (<c>MySqlVersions.XtraBackup</c>).
    /// </summary>
    internal const string BackupSeries = "8.4";

    private static readonly ReservedNames OwnNames = new()
    {
        Databases = ["information_schema", "mysql", "performance_schema", "sys"],
        // Accounts of the operator: a database's user of that name would change their password.
        Users = ["monitor", "operator", "proxyadmin", "replication", "root", "xtrabackup"],
        Secrets = ["backup-credentials", "secrets", "ssl", "ssl-internal", "vault"],
    };

    /// <summary>Names under which images of the engine are known.</summary>
    internal static IReadOnlyList<string> ImageNames { get; } = ["mysql", "percona-server", "percona-xtradb-cluster"];

    /// <summary>Name of the cluster, at most 22 characters.</summary>
    [ServiceName(22)]
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

    /// <summary>Number of members. Defaults to 3: fewer members have no majority after a failure (source: 001 has 2).</summary>
    [Odd]
    public int Instances { get; init; } = 3;

    /// <summary>Image of Percona XtraDB Cluster, with a pinned tag, of the 8.4 series.</summary>
    [PinnedImage]
    public required string Image { get; init; }

    /// <summary>Name of the volume of each member.</summary>
    [RefersTo("volume", "storage.volumes")]
    public required string Volume { get; init; }

    /// <summary>Labels of the nodes that the members may run on.</summary>
    [Labels]
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether members must run on different nodes; false only prefers it. Defaults to true.</summary>
    public bool SpreadRequired { get; init; } = true;

    /// <summary>
    /// Whether members may run on servers that are reserved for the control plane. Useful to place a third member on a third node: with two
    /// nodes, the loss of one can take the majority. Defaults to false. With volumes of Longhorn, set it before Longhorn is installed: its
    /// driver gets another toleration only while every volume is detached.
    /// </summary>
    public bool OnControlPlane { get; init; }

    /// <summary>Requests and limits of a member.</summary>
    public ResourcesSpec Resources { get; init; } = new();

    /// <summary>The databases on the server, each with a user of its own.</summary>
    public IReadOnlyList<DatabaseSpec> Databases { get; init; } = [];

    /// <summary>Scheduled full backups and an archive of binary logs, for point-in-time recovery; null (default) for neither.</summary>
    public ArchiveSpec? Archive { get; init; }

    IReadOnlyList<string> IDatabaseServerSpec.ImageNames => ImageNames;

    string? IDatabaseServerSpec.Series =>
        ImageReference.Parse(Image).Tag is { } tag && EngineImages.IsOfSeries(tag, BackupSeries) ? BackupSeries : null;

    string? IDatabaseServerSpec.Volume => Volume;

    ReservedNames IDatabaseServerSpec.Reserved => OwnNames;

    IReadOnlyList<string> IDatabaseServerSpec.Services =>
        [$"{Name}-pxc", $"{Name}-pxc-unready", $"{Name}-haproxy", $"{Name}-haproxy-replicas"];

    IReadOnlyList<string> IDatabaseServerSpec.Workloads => [$"{Name}-pxc", $"{Name}-haproxy"];

    IReadOnlyList<PodsRequest> IDatabaseServerSpec.Companions => [];

    IReadOnlyDictionary<string, Quantity> IDatabaseServerSpec.FurtherVolumes => new Dictionary<string, Quantity>();

    string? IDatabaseServerSpec.EnvironmentIn(SystemSpec system) => null;

    IReadOnlyList<ServerDatabase> IDatabaseServerSpec.DatabasesIn(SystemSpec system) => ServerDatabase.Of(this);
}
