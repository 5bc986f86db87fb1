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
            ComposeRules.Check(context, server, server.RunsOn, server.Compose);
            // The default is not written, so nothing else asks for it.
            if (server.Namespace is { } name)
            {
                context.Resolve(server, "namespace", "namespace", name, context.Spec.Namespaces);
            }
        }
    }

    /// <summary>Checks that the instances of a server find nodes. Returns the number of nodes that take them.</summary>
    public static int CheckNodes(ValidationContext context, IDatabaseServerSpec server)
    {
        var nodes = 0;
        foreach (var node in context.Spec.Cluster.Nodes)
        {
            nodes += node.Takes(server.NodeLabels, server.OnControlPlane) ? 1 : 0;
        }

        if (nodes == 0)
        {
            context.Error(
                server,
                "nodeLabels",
                $"no node that takes apps and databases has the labels '{server.Name}' asks for",
                "label a node, or leave nodeLabels out");
        }
        else if (server.SpreadRequired && nodes < server.Instances)
        {
            context.Error(
                server,
                "spreadRequired",
                $"{server.Instances} instances of '{server.Name}' on different nodes, and {nodes} nodes take them",
                "label more nodes, or set spreadRequired: false");
        }

        return nodes;
    }
}
