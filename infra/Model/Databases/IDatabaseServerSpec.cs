using Infra.Model.Capacity;

namespace Infra.Model;

/// <summary>
/// Database server as described, whatever its engine: the interface that placement, references, secrets, dumps, capacity and the rules
/// common to all servers use. Every engine's record implements it.
/// </summary>
public interface IDatabaseServerSpec : INamed
{
    /// <summary>Namespace of the server. Null for the environment's own.</summary>
    string? Namespace { get; }

    /// <summary>Place where the server runs.</summary>
    Placement RunsOn { get; }

    /// <summary>The server as a Docker Compose service. Null where it never runs in Docker.</summary>
    ComposeServiceSpec? Compose { get; }

    /// <summary>The server for clients outside the cluster. Null for none.</summary>
    DatabaseExposureSpec? Exposed { get; }

    /// <summary>Image of the server.</summary>
    string Image { get; }

    /// <summary>Names under which images of the engine are known.</summary>
    IReadOnlyList<string> ImageNames { get; }

    /// <summary>
    /// Version that tools must have to dump the server and to restore it, e.g. <c>15</c>. Null where the image does not tell.
    /// </summary>
    string? Series { get; }

    /// <summary>Name of the volume of each instance. Null where no data is kept over a restart.</summary>
    string? Volume { get; }

    /// <summary>Requests and limits of each instance.</summary>
    ResourcesSpec Resources { get; }

    /// <summary>Number of instances.</summary>
    int Instances { get; }

    /// <summary>Labels of the nodes that the instances may run on. Empty for all nodes that take databases.</summary>
    IReadOnlyDictionary<string, string> NodeLabels { get; }

    /// <summary>Whether every instance needs a node of its own.</summary>
    bool SpreadRequired { get; }

    /// <summary>Whether instances may run on nodes that are reserved for the control plane.</summary>
    bool OnControlPlane { get; }

    /// <summary>Archive for point-in-time recovery. Null for none.</summary>
    ArchiveSpec? Archive { get; }

    /// <summary>The described databases on the server. Empty for a server that is a single database itself.</summary>
    IReadOnlyList<DatabaseSpec> Databases { get; }

    /// <summary>Names on the server and beside it that no database may take.</summary>
    ReservedNames Reserved { get; }

    /// <summary>Names of the services that the engine creates for the server, in its namespace.</summary>
    IReadOnlyList<string> Services { get; }

    /// <summary>Names of the workloads and disruption budgets that the engine creates for the server, in its namespace.</summary>
    IReadOnlyList<string> Workloads { get; }

    /// <summary>Further pods that the description asks for beside the instances, such as a pooler's.</summary>
    IReadOnlyList<PodsRequest> Companions { get; }

    /// <summary>Further volumes of each instance, of the same storage class as <see cref="Volume"/>, by name.</summary>
    IReadOnlyDictionary<string, Quantity> FurtherVolumes { get; }

    /// <summary>Environment whose stack creates the server. Null for the stack that owns the cluster.</summary>
    /// <param name="system">The system.</param>
    string? EnvironmentIn(SystemSpec system);

    /// <summary>All databases on the server. A server that is a single database itself has one, of its own name.</summary>
    /// <param name="system">The system.</param>
    IReadOnlyList<ServerDatabase> DatabasesIn(SystemSpec system);
}
