using Infra.Flows;
using Infra.Model;

namespace Infra.Databases;

/// <summary>Connections of clients with database servers.</summary>
internal static class ClientFlows
{
    /// <summary>Adds the flow from a client to a server, on the cluster or in Docker.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="own">The client in this environment; null for a client without pods.</param>
    /// <param name="elsewhere">The same client in the other environments; null when there are none.</param>
    /// <param name="name">Name of the server.</param>
    /// <param name="pooled">Whether the client connects to the pooler, where there is one.</param>
    /// <param name="reason">Purpose of the connection.</param>
    public static void Add(FlowScene scene, PodsEnd? own, PodsEnd? elsewhere, string name, bool pooled, string reason)
    {
        if (scene.Spec.Databases.Server(name) is not { } server)
        {
            return;
        }

        if (!DatabasePlacement.IsOnCluster(server))
        {
            if (own is not null && server.Compose?.Port is { } published && scene.DockerOf(server.RunsOn, server.Compose) is { } docker)
            {
                var ports = scene.Spec.Compose.Host(server.Compose.Host) is { } host
                    ? Addresses.DockerPorts(scene.Spec.Cluster, host, published, DatabaseEngines.Of(server).Port)
                    : [new FlowPort(published)];
                scene.Add(own, docker, reason, ports);
            }

            return;
        }

        var engine = DatabaseEngines.Of(server);
        var pods = engine.ClientPods(scene.Spec, server, pooled);
        var port = new FlowPort(engine.Port);
        if (own is not null)
        {
            scene.Add(own, pods, reason, port);
        }

        // A server in the environment's own namespace accepts that environment's clients only.
        if (elsewhere is not null && scene.Spec.IsShared(pods.Namespace))
        {
            scene.Add(elsewhere, pods, reason, port);
        }
    }
}
