using Infra.Databases;
using Infra.Model;
using Infra.Parts;
using Infra.Platform;
using Infra.Preview.Graph;

namespace Infra.Preview.Overview;

/// <summary>Nodes of the cluster, and the software that the stack installs on them.</summary>
internal static class ClusterSections
{
    /// <summary>Nodes with role, type, location, private address and disk; for a guest, the stack that owns them.</summary>
    public static OverviewSection Nodes(SystemSpec system, PlanGraph plan)
    {
        if (system.Stack.ClusterOwner is { } owner)
        {
            return new($"nodes: the {system.Cluster.Nodes.Count} of the stack {owner}", [])
            {
                Rows = [.. system.Cluster.Nodes.Select(node => (IReadOnlyList<string>)[node.Name])],
                IsList = true,
            };
        }
        var servers = plan.Resources.Where(resource => resource.Type == "hcloud:index/server:Server")
            .ToDictionary(resource => resource.Name, StringComparer.Ordinal);
        return new("nodes", [.. system.Cluster.Nodes.Select(node => Row(system, node, servers.GetValueOrDefault($"{node.Name}-server")))]);
    }

    /// <summary>
    /// k3s, the parts of the platform and the operators of databases, with the versions of their charts. A part of which nothing is built
    /// yet has neither a section of the description nor a component.
    /// </summary>
    public static OverviewSection Platform(SystemSpec system, PlanGraph plan)
    {
        var components = plan.Resources.Where(resource => resource.IsComponent).Select(resource => resource.Name)
            .ToHashSet(StringComparer.Ordinal);
        var words = new List<string>();
        if (system.OwnsCluster())
        {
            words.Add($"k3s {system.Cluster.K3s.Version}");
        }
        IEnumerable<StackPart> parts = [.. PlatformParts.All, .. DatabaseEngines.All];
        foreach (var part in parts.Where(part => part.IsIn(system)))
        {
            var charts = part.Charts(system);
            if (charts.Count == 0 && (part.Sections.Count > 0 || components.Contains(part.Name)) && part is PlatformPart)
            {
                words.Add(part.Name);
            }
            foreach (var chart in charts)
            {
                words.Add($"{chart.Name[(chart.Name.LastIndexOf('/') + 1)..]} {chart.Version}");
            }
        }
        return new("platform, with versions of charts", [.. words.Select(word => (IReadOnlyList<string>)[word])]) { IsList = true };
    }

    private static IReadOnlyList<string> Row(SystemSpec system, NodeSpec node, PlanResource? server)
    {
        var labels = new List<string>();
        foreach (var (key, value) in node.Labels)
        {
            labels.Add($"{key}={value}");
        }
        var disk = system.Storage.NodeDisks.FirstOrDefault(disk => disk.Name == node.Name);
        return
        [
            node.Name,
            node.Role == NodeRole.Server ? "server" : "agent",
            server is null ? "existing host" : $"{server.Inputs.TextOf("serverType")} in {server.Inputs.TextOf("location")}",
            $"{node.PrivateIp}",
            string.Join(" ", labels),
            disk is null ? "" : $"disk {disk.Size}",
        ];
    }
}
