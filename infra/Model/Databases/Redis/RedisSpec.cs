using Infra.Model.Capacity;

namespace Infra.Model;

/// <summary>A Redis instance. Counts as a single database, created by the stack of its namespace's environment.</summary>
public sealed record RedisSpec : IDatabaseServerSpec
{
    private static readonly ReservedNames OwnNames = new() { Secrets = ["auth"] };

    /// <summary>Names under which images of the engine are known.</summary>
    internal static IReadOnlyList<string> ImageNames { get; } = ["redis"];

    /// <summary>Name of the instance.</summary>
    [ServiceName(52)]
    public required string Name { get; init; }

    /// <summary>Platform that the instance runs on. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>The instance as a Docker Compose service; required unless <see cref="RunsOn"/> is k3s or nowhere.</summary>
    public ComposeServiceSpec? Compose { get; init; }

    /// <summary>The server in the cluster for clients outside of it; null (default) for none.</summary>
    public DatabaseExposureSpec? Exposed { get; init; }

    /// <summary>Namespace. Defaults to the environment's namespace.</summary>
    [RefersTo("namespace", "namespaces")]
    public string? Namespace { get; init; }

    /// <summary>Image with a pinned tag.</summary>
    [PinnedImage]
    public required string Image { get; init; }

    /// <summary>Name of the volume; null (default) to keep no data over a restart.</summary>
    [RefersTo("volume", "storage.volumes")]
    public string? Volume { get; init; }

    /// <summary>Name of the declared secret with the password; null (default) for a generated password.</summary>
    [SecretName]
    public string? Password { get; init; }

    /// <summary>Requests and limits of the pod.</summary>
    public ResourcesSpec Resources { get; init; } = new();

    IReadOnlyList<string> IDatabaseServerSpec.ImageNames => ImageNames;

    string? IDatabaseServerSpec.Series => null;

    int IDatabaseServerSpec.Instances => 1;

    IReadOnlyDictionary<string, string> IDatabaseServerSpec.NodeLabels => new Dictionary<string, string>();

    bool IDatabaseServerSpec.SpreadRequired => false;

    bool IDatabaseServerSpec.OnControlPlane => false;

    ArchiveSpec? IDatabaseServerSpec.Archive => null;

    IReadOnlyList<DatabaseSpec> IDatabaseServerSpec.Databases => [];

    ReservedNames IDatabaseServerSpec.Reserved => OwnNames;

    IReadOnlyList<string> IDatabaseServerSpec.Services => [Name];

    IReadOnlyList<string> IDatabaseServerSpec.Workloads => [Name];

    IReadOnlyList<PodsRequest> IDatabaseServerSpec.Companions => [];

    IReadOnlyDictionary<string, Quantity> IDatabaseServerSpec.FurtherVolumes => new Dictionary<string, Quantity>();

    /// <inheritdoc/>
    public string? EnvironmentIn(SystemSpec system)
    {
        var name = DatabasePlacement.NamespaceOf(system, this);
        foreach (var known in system.Namespaces)
        {
            if (known.Name == name)
            {
                return known.Environment;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ServerDatabase> DatabasesIn(SystemSpec system) =>
        [new(this, Name) { User = "default", Environment = EnvironmentIn(system), Password = Password }];
}
