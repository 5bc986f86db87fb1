using Infra.Flows;
using Infra.Model;
using Infra.Parts;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>A database engine whose servers are described by one type of record.</summary>
/// <typeparam name="T">The record of a server.</typeparam>
public abstract class DatabaseEngine<T> : DatabaseEngine
    where T : class, IDatabaseServerSpec
{
    /// <summary>The servers in the databases section.</summary>
    /// <param name="databases">The section.</param>
    protected abstract IReadOnlyList<T> Described(DatabasesSpec databases);

    /// <summary>The endpoint of a database of the engine.</summary>
    /// <param name="system">The system.</param>
    /// <param name="server">The database's server.</param>
    /// <param name="database">The database.</param>
    protected abstract DatabaseEndpoint Endpoint(SystemSpec system, T server, ServerDatabase database);

    /// <summary>The pods that accept the clients of a server.</summary>
    /// <param name="system">The system.</param>
    /// <param name="server">The server.</param>
    /// <param name="pooled">Whether clients connect to the pooler, where there is one.</param>
    protected abstract PodsEnd ClientPods(SystemSpec system, T server, bool pooled);

    /// <summary>Adds the connections of a server on the cluster, besides those of its clients. Defaults to none.</summary>
    /// <param name="scene">The stack; takes the flows.</param>
    /// <param name="server">The server.</param>
    protected virtual void AddFlows(FlowScene scene, T server)
    {
    }

    /// <summary>The operator's pods that serve metrics. Defaults to null: for an engine without an operator.</summary>
    protected virtual MetricsEndpoint? OperatorMetrics => null;

    /// <summary>Pods of a server on the cluster that serve metrics.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="server">The server.</param>
    protected abstract IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene, T server);

    /// <summary>Further pods of a server on the cluster and of its operator, which serve no metrics. Defaults to none.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="server">The server.</param>
    protected virtual IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene, T server) => [];

    /// <summary>
    /// Creates the operator of the servers that this stack makes. Returns the resources that each server depends on. Defaults to none: for
    /// an engine without an operator.
    /// </summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="servers">The servers; at least one.</param>
    /// <param name="made">The resources that the stack has made so far.</param>
    protected virtual IReadOnlyList<Resource> CreateOperator(StackContext context, IReadOnlyList<T> servers, MadeParts made) => [];

    /// <summary>
    /// Creates a server. Returns the resource that is ready when the server accepts connections. Defaults to null: for an engine whose
    /// servers are single databases, made with them.
    /// </summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="server">The server.</param>
    /// <param name="home">Its namespace.</param>
    /// <param name="after">The operator, the storage class and the imported image, where this stack makes them.</param>
    protected virtual Resource? CreateServer(StackContext context, T server, CoreV1.Namespace home, IReadOnlyList<Resource> after) => null;

    /// <summary>Creates the databases that this stack makes on a server.</summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="server">The server, which may be another stack's.</param>
    /// <param name="databases">The endpoints of the databases; at least one.</param>
    /// <param name="after">The namespace and the server, where this stack makes them.</param>
    /// <param name="made">The resources that the stack has made so far.</param>
    protected abstract IReadOnlyList<MadeDatabase> CreateDatabases(
        StackContext context, T server, IReadOnlyList<DatabaseEndpoint> databases, IReadOnlyList<Resource> after, MadeParts made);

    /// <inheritdoc/>
    public sealed override bool Runs(IDatabaseServerSpec server) => server is T;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<IDatabaseServerSpec> Servers(SystemSpec system) => Described(system.Databases);

    /// <inheritdoc/>
    public sealed override DatabaseEndpoint Endpoint(SystemSpec system, ServerDatabase database) =>
        Endpoint(system, (T)database.Server, database);

    /// <inheritdoc/>
    public sealed override PodsEnd ClientPods(SystemSpec system, IDatabaseServerSpec server, bool pooled) =>
        ClientPods(system, (T)server, pooled);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene)
    {
        var endpoints = new List<MetricsEndpoint>();
        foreach (var server in Described(scene.Spec.Databases))
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                endpoints.AddRange(Metrics(scene, server));
            }
        }

        if (OperatorMetrics is { } controller && RunsIn(scene.Spec))
        {
            endpoints.Add(controller);
        }

        return endpoints;
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene)
    {
        var unserved = new List<PodsWithoutMetrics>();
        foreach (var server in Described(scene.Spec.Databases))
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                foreach (var pods in PodsWithoutMetrics(scene, server))
                {
                    if (!unserved.Contains(pods))
                    {
                        unserved.Add(pods);
                    }
                }
            }
        }

        return unserved;
    }

    /// <inheritdoc/>
    public sealed override void AddFlows(FlowScene scene)
    {
        foreach (var server in Described(scene.Spec.Databases))
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                AddFlows(scene, server);
            }
        }

        AddExposed(scene);
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Resource> CreateOperator(StackContext context, MadeParts made) =>
        DatabasePlacement.Made(context.System, Described(context.System.Databases)) is { Count: > 0 } servers
            ? CreateOperator(context, servers, made)
            : [];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<MadeDatabase> Create(StackContext context, MadeParts made)
    {
        var system = context.System;
        var described = Described(system.Databases);
        var servers = CreateServers(context, DatabasePlacement.Made(system, described), made);
        var databases = new List<MadeDatabase>();
        foreach (var server in described)
        {
            if (DatabasePlacement.MadeOn(system, server) is { Count: > 0 } ours)
            {
                var after = new List<Resource>();
                if (made.Namespaces.TryGetValue(DatabasePlacement.NamespaceOf(system, server), out var created))
                {
                    after.Add(created);
                }

                if (servers.TryGetValue(server.Name, out var ready))
                {
                    after.Add(ready);
                }

                var endpoints = new List<DatabaseEndpoint>(ours.Count);
                foreach (var database in ours)
                {
                    endpoints.Add(Endpoint(system, server, database));
                }

                databases.AddRange(CreateDatabases(context, server, endpoints, after, made));
            }
        }

        return databases;
    }

    /// <summary>Creates the servers. Returns the resource that is ready with each, by the server's name.</summary>
    private Dictionary<string, Resource> CreateServers(StackContext context, IReadOnlyList<T> servers, MadeParts made)
    {
        var ready = new Dictionary<string, Resource>(StringComparer.Ordinal);
        var first = made.Ready(Name);
        foreach (var server in servers)
        {
            var home = made.Namespaces[DatabasePlacement.NamespaceOf(context.System, server)];
            if (CreateServer(context, server, home, [.. first, .. Before(context.System, made, server)]) is { } created)
            {
                ready[server.Name] = created;
            }
        }

        return ready;
    }
}
