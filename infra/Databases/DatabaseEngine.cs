using System.Collections.Immutable;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Parts;
using Pulumi;

namespace Infra.Databases;

/// <summary>
/// A database engine: everything that differs from one kind of database server to another. A new engine is a folder below
/// <c>infra/Databases/Engines</c>, its records below <c>infra/Model/Databases</c>, and a line in <see cref="DatabaseEngines.All"/>.
/// </summary>
public abstract class DatabaseEngine : StackPart
{
    private protected DatabaseEngine()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("databases")];

    /// <summary>Port on which the servers and their poolers accept clients.</summary>
    public abstract int Port { get; }

    /// <summary>The engine's part of the scripts of dumps. Null (default) for an engine without dumps.</summary>
    public virtual DumpTools? DumpTools => null;

    /// <summary>
    /// Script with the engine's functions of a data move, between those of every move and the step itself. Null (default) for an engine
    /// whose databases are not moved.
    /// </summary>
    public virtual string? MoveScript => null;

    /// <summary>Scripts in front of it, whose functions it uses. Defaults to none.</summary>
    public virtual IReadOnlyList<string> MoveLibraries => [];

    /// <summary>Variables of that script beside those of every database. Empty (default) for none.</summary>
    /// <param name="system">The system.</param>
    /// <param name="database">The database that is moved.</param>
    public virtual IReadOnlyDictionary<string, string> MoveParameters(SystemSpec system, ServerDatabase database) =>
        ImmutableDictionary<string, string>.Empty;

    /// <summary>The engine's part of the script of gates.</summary>
    public abstract GateTools GateTools { get; }

    /// <summary>Kinds of objects of the engine's operator, for the judgement of a change. Empty (default) without an operator.</summary>
    public virtual IReadOnlyList<ObjectKind> ObjectKinds => [];

    /// <summary>Whether a server of the engine runs in the stack's cluster; with it, its operator and its kinds are there.</summary>
    /// <param name="system">The system.</param>
    protected bool RunsIn(SystemSpec system)
    {
        foreach (var server in Servers(system))
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a server is one of the engine's.</summary>
    public abstract bool Runs(IDatabaseServerSpec server);

    /// <summary>The described servers of the engine.</summary>
    /// <param name="system">The system.</param>
    public abstract IReadOnlyList<IDatabaseServerSpec> Servers(SystemSpec system);

    /// <summary>The endpoint of a database of the engine.</summary>
    /// <param name="system">The system.</param>
    /// <param name="database">The database.</param>
    public abstract DatabaseEndpoint Endpoint(SystemSpec system, ServerDatabase database);

    /// <summary>The pods that accept the clients of a server.</summary>
    /// <param name="system">The system.</param>
    /// <param name="server">The server.</param>
    /// <param name="pooled">Whether clients connect to the pooler, where there is one.</param>
    public abstract PodsEnd ClientPods(SystemSpec system, IDatabaseServerSpec server, bool pooled);

    /// <summary>Labels of the pods that lead to the instance of a server that accepts writes. Defaults to those of its clients.</summary>
    /// <param name="system">The system.</param>
    /// <param name="server">The server.</param>
    public virtual IReadOnlyDictionary<string, string> WriterPods(SystemSpec system, IDatabaseServerSpec server) =>
        ClientPods(system, server, pooled: false).Labels;

    /// <summary>Adds the connections of clients outside the cluster with the engine's servers.</summary>
    /// <param name="scene">The stack; takes the flows.</param>
    protected void AddExposed(FlowScene scene)
    {
        foreach (var exposure in DatabaseExposure.Of(scene.Spec))
        {
            if (Runs(exposure.Server))
            {
                var (pods, reason) = (ClientPods(scene.Spec, exposure.Server, pooled: false), $"node port {exposure.Spec.NodePort}");
                // A node that forwards the connection to a pod of another one is seen under its own address.
                scene.Add(scene.NodesAsSource, pods, reason, new FlowPort(Port));
                scene.Add(
                    new AddressesEnd
                    {
                        Name = $"clients-of-{exposure.Server.Name}",
                        Ranges = [.. scene.Spec.Cluster.Firewall.Resolve(exposure.Spec.From).Select(static range => range.ToString())],
                    },
                    pods,
                    reason,
                    new FlowPort(Port));
            }
        }
    }

    /// <summary>
    /// Creates the operator of the servers that this stack makes, before the namespaces of the servers. Returns the resources that each
    /// server and each namespace depends on; empty where there is no server, or no operator.
    /// </summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The controllers that the stack has made so far.</param>
    public abstract IReadOnlyList<Resource> CreateOperator(StackContext context, MadeParts made);

    /// <summary>
    /// Creates the servers of the engine that this stack makes, and the databases that it makes on them or on the servers of the stack
    /// whose cluster it lives in. Returns the databases.
    /// </summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The resources that the stack has made so far.</param>
    public abstract IReadOnlyList<MadeDatabase> Create(StackContext context, MadeParts made);

    /// <summary>The volume of a server, as described.</summary>
    /// <param name="system">The system.</param>
    /// <param name="name">The volume's name.</param>
    protected static VolumeSpec VolumeOf(SystemSpec system, string name) => system.Storage.Volumes.First(volume => volume.Name == name);

    /// <summary>
    /// The resources that a server's pods depend on: the class of its volume and its imported image, where this stack makes them.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="made">The resources that the stack has made so far.</param>
    /// <param name="server">The server.</param>
    protected static IReadOnlyList<Resource> Before(SystemSpec system, MadeParts made, IDatabaseServerSpec server)
    {
        var resources = new List<Resource>(made.Images.GetValueOrDefault(server.Image) ?? []);
        if (server.Volume is { } volume && made.StorageClasses.TryGetValue(VolumeOf(system, volume).Class, out var storageClass))
        {
            resources.Add(storageClass);
        }

        return resources;
    }

    /// <summary>Requests of the containers that the engine adds to each instance of a server. Defaults to none.</summary>
    /// <param name="system">The system.</param>
    /// <param name="server">The server.</param>
    protected virtual Amount SidecarsOf(SystemSpec system, IDatabaseServerSpec server) => default;

    /// <summary>Requests of the pods that the engine has beside the instances of a server. Defaults to none.</summary>
    /// <param name="server">The server.</param>
    protected virtual IReadOnlyList<PodsRequest> Beside(IDatabaseServerSpec server) => [];

    /// <summary>Requests of the pods of the engine's operator. Defaults to none: for an engine without an operator.</summary>
    /// <param name="system">The system, with a server of the engine that this stack makes.</param>
    protected virtual IReadOnlyList<PodsRequest> OperatorRequests(SystemSpec system) => [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system)
    {
        var servers = DatabasePlacement.Made(system, Servers(system));
        var requests = new List<PodsRequest>(servers.Count == 0 ? [] : OperatorRequests(system));
        foreach (var server in servers)
        {
            requests.Add(new(server.Name, server.Instances, Amount.RequestedBy(server.Resources) + SidecarsOf(system, server))
            {
                Kind = PodsKind.Database,
                NodeLabels = server.NodeLabels,
                Tolerates = server.OnControlPlane ? [TaintSpec.ControlPlane] : [],
                Apart = server.SpreadRequired,
            });
            foreach (var beside in (IReadOnlyList<PodsRequest>)[.. server.Companions, .. Beside(server)])
            {
                requests.Add(beside with { Kind = PodsKind.Database });
            }
        }

        return requests;
    }

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system)
    {
        foreach (var server in Servers(system))
        {
            if (DatabasePlacement.Makes(system, server) || DatabasePlacement.MadeOn(system, server).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses clients of databases that the owner of the cluster does not make in its phase.</summary>
    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        if (context.OwnsCluster || context.ClusterOwner is not { } owner)
        {
            return;
        }

        foreach (var use in UsesOfTheOwner(context.Spec))
        {
            var database = use.Endpoint.Database;
            if (DatabasePlacement.Find(owner, database.Server.Name, database.Name) is not { } theirs
                || !DatabasePlacement.Makes(owner, theirs))
            {
                context.Error(
                    database.Server,
                    null,
                    $"the stack {owner.Stack.Name} does not make the database {use.Endpoint.Key} in its "
                        + $"{(owner.Stack.Phase is { } phase ? $"phase '{phase}'" : "description")}, and it is used from namespace "
                        + use.Namespace,
                    $"bring {owner.Stack.Name} to a phase in which the server runs on the cluster, or go back to an earlier one here");
            }
        }
    }

    /// <summary>The uses, from the stack's own namespaces, of the engine's databases that the stack does not make itself.</summary>
    private List<DatabaseUse> UsesOfTheOwner(SystemSpec system)
    {
        var own = system.OwnNamespaces().Select(@namespace => @namespace.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. DatabaseUse.Of(system).Where(use => Runs(use.Endpoint.Database.Server)
                && own.Contains(use.Namespace)
                && !DatabasePlacement.Makes(system, use.Endpoint.Database)),
        ];
    }

    /// <summary>Refuses clients of databases that the owner of the cluster has not made yet: nobody knows their passwords.</summary>
    /// <inheritdoc/>
    public override void CheckInForce(ValidationContext context, InForce inForce)
    {
        if (context.Spec.Stack.ClusterOwner is not { } owner || !inForce.IsUp || inForce.Databases is not { } made)
        {
            return;
        }

        foreach (var use in UsesOfTheOwner(context.Spec))
        {
            var database = use.Endpoint.Database;
            if (!made.Contains(use.Endpoint.Key))
            {
                context.Error(
                    database.Server,
                    null,
                    $"the stack {owner} has not made the database {use.Endpoint.Key} yet, which is used from namespace {use.Namespace}",
                    $"run pulumi up --stack {owner} first, in a phase in which the server runs on the cluster");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>();
        foreach (var server in Servers(system))
        {
            if (server.Archive is { Location: var location } && DatabasePlacement.Makes(system, server))
            {
                names.Add(location.AccessKey);
                names.Add(location.SecretKey);
            }

            foreach (var database in DatabasePlacement.MadeOn(system, server))
            {
                if (database.Password is { } password)
                {
                    names.Add(password);
                }
            }
        }

        return names;
    }
}
