namespace Infra.Model.Validation;

/// <summary>Rules common to the database servers of all engines.</summary>
public static class DatabaseServerRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var servers = context.Spec.Databases.Servers();
        context.Unique(servers, "database server");
        foreach (var server in servers)
        {
            // The default is not written, so nothing else asks for it.
            if (server.Namespace is { } name)
            {
                context.Resolve(server, "namespace", "namespace", name, context.Spec.Namespaces);
            }

            CheckNodes(context, server);
        }
    }

    /// <summary>Checks that the instances of a server find nodes.</summary>
    private static void CheckNodes(ValidationContext context, IDatabaseServerSpec server)
    {
        var nodes = context.Spec.Cluster.NodesFor(server.NodeLabels, server.OnControlPlane).Count;
        if (nodes == 0 && server.NodeLabels.Count > 0)
        {
            context.Error(
                server,
                "nodeLabels",
                $"no node that takes apps and databases has the labels '{server.Name}' asks for",
                "label a node, or leave nodeLabels out");
        }
        else if (server.SpreadRequired && nodes > 0 && nodes < server.Instances)
        {
            context.Error(
                server,
                "spreadRequired",
                $"{server.Instances} instances of '{server.Name}' on different nodes, and {nodes} nodes take them",
                "label more nodes, or set spreadRequired: false");
        }
    }
}
