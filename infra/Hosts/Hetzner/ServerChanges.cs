using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Hosts;

/// <summary>
/// The changes of servers at Hetzner that a run may make. Hetzner changes the type and the placement group of a server only while it is
/// off, and the provider cuts the power of one that runs
/// (https://github.com/hetznercloud/terraform-provider-hcloud/blob/main/internal/server/resource.go): a run changes one server, so that
/// the others keep the cluster up.
/// </summary>
public static class ServerChanges
{
    private const string Resize = "docs/runbooks/resize-a-server.md";

    private const string AddAndRemove =
        "set it back; add a node with another name instead, then remove this one (docs/runbooks/add-and-remove-a-node.md)";

    /// <summary>Reports the changes that are not allowed.</summary>
    /// <param name="context">The described system; takes the problems.</param>
    /// <param name="inForce">The servers by the name of their node; empty when they are not known.</param>
    public static void Check(ValidationContext context, IReadOnlyDictionary<string, ServerInForce> inForce)
    {
        var cluster = context.Spec.Cluster;
        var changed = new List<(NodeSpec Node, ServerInForce Former)>();
        var moved = new List<string>();
        foreach (var node in cluster.Nodes)
        {
            if (!inForce.TryGetValue(node.Name, out var former))
            {
                continue;
            }

            if (cluster.LocationOf(node) is var location && location != former.Location)
            {
                ReportMove(context, node, former, location, moved);
            }

            if (IsOtherArchitecture(former.Type, node.ServerType))
            {
                context.Error(
                    node,
                    "serverType",
                    $"the server of '{node.Name}' is a {former.Type}, which cannot become a {node.ServerType} of another architecture",
                    AddAndRemove);
            }
            else if (node.ServerType != former.Type || node.PlacementGroup != former.PlacementGroup)
            {
                changed.Add((node, former));
            }
        }

        if (moved.Count > 0)
        {
            context.Error(
                cluster,
                "location",
                $"the servers of {string.Join(", ", moved)} are elsewhere, and their addresses and disks cannot move to {cluster.Location}",
                "set it back, or give those nodes their present location; for a move add nodes with other names, then remove these "
                    + "(docs/runbooks/add-and-remove-a-node.md)");
        }

        if (changed.Count > 1)
        {
            var (node, former) = changed[1];
            context.Error(
                node,
                node.ServerType != former.Type ? "serverType" : "placementGroup",
                $"the run would switch off several servers at once: {string.Join(", ", changed.Select(Describe))}",
                $"change one, run pulumi up, then the next ({Resize})");
        }
    }

    private static void ReportMove(
        ValidationContext context, NodeSpec node, ServerInForce former, string location, List<string> moved)
    {
        if (node.Location is null)
        {
            moved.Add($"'{node.Name}' ({former.Location})");
        }
        else
        {
            context.Error(
                node,
                "location",
                $"the server of '{node.Name}' is in {former.Location}, and its address and disk cannot move to {location}",
                AddAndRemove);
        }
    }

    private static bool IsOtherArchitecture(string former, string wanted) =>
        HetznerServerType.Find(former) is { } from && HetznerServerType.Find(wanted) is { } to && from.IsArm != to.IsArm;

    private static string Describe((NodeSpec Node, ServerInForce Former) change)
    {
        var (node, former) = change;
        return node.ServerType != former.Type
            ? $"'{node.Name}' from {former.Type} to {node.ServerType}"
            : $"'{node.Name}' from the placement group '{former.PlacementGroup}' to '{node.PlacementGroup}'";
    }
}
