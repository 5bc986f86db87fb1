using Infra.Flows;
using Infra.Model;
using Infra.Parts;
using Pulumi;

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

    /// <summary>
    /// Creates the servers that this stack makes, with their operator. Returns the resource of each that is ready when the server accepts
    /// connections, by the server's name. Defaults to none: for an engine whose servers are single databases.
    /// </summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="servers">The servers; at least one.</param>
    /// <param name="made">The resources that the stack has made so far.</param>
    protected virtual IReadOnlyDictionary<string, Resource> CreateServers(StackContext context, IReadOnlyList<T> servers, MadeParts made) =>
        new Dictionary<string, Resource>(StringComparer.Ordinal);

    /// <summary>Creates the databases that this stack makes on a server.</summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="server">The server, which may be another stack's.</param>
    /// <param name="databases">The databases; at least one.</param>
    /// <param name="after">The namespace and the server, where this stack makes them.</param>
    /// <param name="made">The resources that the stack has made so far.</param>
    protected abstract IReadOnlyList<MadeDatabase> CreateDatabases(
        StackContext context, T server, IReadOnlyList<ServerDatabase> databases, IReadOnlyList<Resource> after, MadeParts made);

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
    public sealed override void AddFlows(FlowScene scene)
    {
        foreach (var server in Described(scene.Spec.Databases))
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                AddFlows(scene, server);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<MadeDatabase> Create(StackContext context, MadeParts made)
    {
        var system = context.System;
        var described = Described(system.Databases);
        var own = DatabasePlacement.Made(system, described);
        var servers = own.Count > 0 ? CreateServers(context, own, made) : new Dictionary<string, Resource>(StringComparer.Ordinal);
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

                databases.AddRange(CreateDatabases(context, server, ours, after, made));
            }
        }

        return databases;
    }
}
