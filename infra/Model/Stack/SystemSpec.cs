namespace Infra.Model;

/// <summary>
/// The complete described system for one stack, merged in order from <c>system.yaml</c>, the environment, the phases up to and including
/// the chosen one, and the stack's own overrides.
/// </summary>
public sealed record SystemSpec
{
    /// <summary>Stack that the system was merged for.</summary>
    [SetByLoader]
    public required StackId Stack { get; init; }

    /// <summary>Name of the system; must equal its folder under <c>stacks/</c>.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>DNS domain under which hosts are published, e.g. <c>dirtbikechina.com</c>. An environment may set its own.</summary>
    [DnsName]
    public required string Domain { get; init; }

    /// <summary>Description of the system, as one sentence.</summary>
    [ForPeople]
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>Environment of this stack.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The k3s cluster: the stack's own, or the one it uses of another stack.</summary>
    public required ClusterSpec Cluster { get; init; }

    /// <summary>
    /// All namespaces of the system. A stack creates those of its environment and, when it owns its cluster, those that belong to no
    /// environment.
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

    /// <summary>Images that the project builds, and their delivery to the nodes.</summary>
    public IReadOnlyList<ImageSpec> Images { get; init; } = [];

    /// <summary>Workloads on the cluster, in Docker Compose or in both.</summary>
    public IReadOnlyList<AppSpec> Apps { get; init; } = [];

    /// <summary>Development environments, one for each person. Defaults to none.</summary>
    public IReadOnlyList<WorkspaceSpec> Workspaces { get; init; } = [];

    /// <summary>Docker hosts that stay or are migrated from.</summary>
    public ComposeSpec Compose { get; init; } = new();

    /// <summary>Progressive delivery beyond blue-green: canaries.</summary>
    public DeliverySpec Delivery { get; init; } = new();

    /// <summary>Velero: locations, schedules, restore tests.</summary>
    public BackupSpec Backup { get; init; } = new();

    /// <summary>Metrics, logs, dashboards and alerts.</summary>
    public ObservabilitySpec Observability { get; init; } = new();

    /// <summary>Secrets that the system needs, by name; their values are encrypted in the stack's config.</summary>
    public IReadOnlyList<SecretSpec> Secrets { get; init; } = [];

    /// <summary>Monthly cost figures to compare with the planned cost, which the preview shows beside each other.</summary>
    public CostSpec Cost { get; init; } = new();

    /// <summary>
    /// Environments that use a namespace in this stack's cluster; empty when there are none or the stack owns no cluster.
    /// </summary>
    [SetByLoader]
    public IReadOnlyList<string> Guests { get; init; } = [];

    /// <summary>
    /// Apps that other environments run in this stack's cluster, as <c>environment/app</c>, for the environments to which a host gives a
    /// share.
    /// </summary>
    [SetByLoader]
    public IReadOnlyList<string> AppsOfGuests { get; init; } = [];

    /// <summary>Phases of <c>migration.yaml</c>; empty when the system has none.</summary>
    [SetByLoader]
    public MigrationSpec Migration { get; init; } = new();

    /// <summary>Whether Flagger releases an app of this stack: it has a canary, and pods here.</summary>
    public bool Releases(string app) =>
        Delivery.Canaries.Any(canary => canary.Name == app) && Apps.Any(each => each.Name == app && each.OnCluster());

    /// <summary>Whether this stack owns its cluster; otherwise it uses another stack's.</summary>
    public bool OwnsCluster() => Cluster.From is null;

    /// <summary>
    /// Namespaces that this stack creates: those of its environment and, when it owns its cluster, also those that belong to no
    /// environment.
    /// </summary>
    public IEnumerable<NamespaceSpec> OwnNamespaces() =>
        Namespaces.Where(@namespace =>
            @namespace.Environment == Environment.Name || (@namespace.Environment is null && Cluster.From is null));

    /// <summary>Namespace of an app: its own, or the environment's.</summary>
    public string NamespaceOf(AppSpec app) => app.Namespace ?? Environment.Namespace;

    /// <summary>Whether this stack makes the namespace of a name.</summary>
    public bool MakesNamespace(string name)
    {
        foreach (var @namespace in Namespaces)
        {
            if (@namespace.Name == name)
            {
                return @namespace.Environment is { } environment ? environment == Environment.Name : Cluster.From is null;
            }
        }

        return false;
    }

    /// <summary>Whether a namespace belongs to no environment and is shared by all environments in the cluster.</summary>
    public bool IsShared(string name)
    {
        foreach (var @namespace in Namespaces)
        {
            if (@namespace.Name == name)
            {
                return @namespace.Environment is null;
            }
        }

        return false;
    }

    /// <summary>Namespaces of the system that are in this stack's cluster, including those of other stacks.</summary>
    public IEnumerable<NamespaceSpec> ClusterNamespaces() =>
        Namespaces.Where(@namespace => @namespace.Environment is not { } name || name == Environment.Name || name == Cluster.From
            || Guests.Contains(name));
}
