namespace Infra.Model;

/// <summary>
/// The whole described system for one stack: <c>system.yaml</c>, then the environment, then the phases up to and
/// including the chosen one, then the stack's own overrides, folded into one.
/// </summary>
public sealed record SystemSpec
{
    /// <summary>The stack this was folded for.</summary>
    [SetByLoader]
    public required StackId Stack { get; init; }

    /// <summary>The system's name; equals its folder under <c>stacks/</c>.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>The DNS domain under which hosts are published, e.g. <c>dirtbikechina.com</c>. An environment may set its own.</summary>
    [DnsName]
    public required string Domain { get; init; }

    /// <summary>One sentence for people.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>What the environment of this stack is.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The k3s cluster: the stack's own, or the one it lives in.</summary>
    public required ClusterSpec Cluster { get; init; }

    /// <summary>
    /// All namespaces of the system. A stack makes those of its environment and, when it owns its cluster, those of none.
    /// </summary>
    public IReadOnlyList<NamespaceSpec> Namespaces { get; init; } = [];

    /// <summary>Traefik, TLS and the published hosts.</summary>
    public IngressSpec Ingress { get; init; } = new();

    /// <summary>Access roles, sealed secrets and network policies.</summary>
    public SecuritySpec Security { get; init; } = new();

    /// <summary>Longhorn, storage classes, volumes and their recurring jobs.</summary>
    public StorageSpec Storage { get; init; } = new();

    /// <summary>The database servers and their dumps.</summary>
    public DatabasesSpec Databases { get; init; } = new();

    /// <summary>Images built by the project itself, and how they reach the nodes.</summary>
    public IReadOnlyList<ImageSpec> Images { get; init; } = [];

    /// <summary>The workloads, on the cluster, in Docker Compose or in both.</summary>
    public IReadOnlyList<AppSpec> Apps { get; init; } = [];

    /// <summary>The Docker hosts that stay or are migrated away from.</summary>
    public ComposeSpec Compose { get; init; } = new();

    /// <summary>Progressive delivery beyond blue-green: canaries.</summary>
    public DeliverySpec Delivery { get; init; } = new();

    /// <summary>Velero: locations, schedules, restore tests.</summary>
    public BackupSpec Backup { get; init; } = new();

    /// <summary>Metrics, logs, dashboards and alerts.</summary>
    public ObservabilitySpec Observability { get; init; } = new();

    /// <summary>The secrets the system needs, by name; the values live encrypted in the stack's config.</summary>
    public IReadOnlyList<SecretSpec> Secrets { get; init; } = [];

    /// <summary>The monthly cost figures the planned cost is compared with.</summary>
    public CostSpec Cost { get; init; } = new();

    /// <summary>The environments that live in this stack's cluster as namespaces; empty when it has none or owns no cluster.</summary>
    [SetByLoader]
    public IReadOnlyList<string> Guests { get; init; } = [];

    /// <summary>The ordered phases of <c>migration.yaml</c>; empty when the system has none.</summary>
    [SetByLoader]
    public MigrationSpec Migration { get; init; } = new();

    /// <summary>Whether this stack owns its cluster; otherwise it lives in another stack's.</summary>
    public bool OwnsCluster() => Cluster.From is null;

    /// <summary>
    /// The namespaces this stack creates: those of its environment and, when it owns its cluster, also those that
    /// belong to no environment.
    /// </summary>
    public IEnumerable<NamespaceSpec> OwnNamespaces() =>
        Namespaces.Where(space => space.Environment == Environment.Name || (space.Environment is null && Cluster.From is null));

    /// <summary>A namespace that belongs to no environment: those in its cluster share it.</summary>
    public bool IsShared(string name)
    {
        foreach (var space in Namespaces)
        {
            if (space.Name == name)
            {
                return space.Environment is null;
            }
        }

        return false;
    }

    /// <summary>The namespaces of the system that are in this stack's cluster, other stacks' too.</summary>
    public IEnumerable<NamespaceSpec> ClusterNamespaces() =>
        Namespaces.Where(space => space.Environment is not { } name || name == Environment.Name || name == Cluster.From || Guests.Contains(name));
}
