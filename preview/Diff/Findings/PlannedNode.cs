using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Node of a planned cluster.</summary>
/// <param name="Name">Name.</param>
/// <param name="IsServer">Whether it is a server of the control plane, with a copy of etcd.</param>
/// <param name="Start">Command that installs and starts k3s.</param>
/// <param name="Machine">Server at Hetzner; null for an existing host.</param>
internal sealed record PlannedNode(string Name, bool IsServer, PlanResource Start, PlanResource? Machine)
{
    private const string Component = "infra:cluster:K3sNode";
    private const string MachineType = "hcloud:index/server:Server";

    /// <summary>Nodes of a plan, by name.</summary>
    public static IReadOnlyDictionary<string, PlannedNode> Of(PlanGraph plan)
    {
        var nodes = new Dictionary<string, PlannedNode>(StringComparer.Ordinal);
        foreach (var component in plan.Resources)
        {
            if (component.Type != Component)
            {
                continue;
            }
            foreach (var command in plan.ChildrenOf(component))
            {
                if (NodeCommands.Exported(command, "STEP") == "start")
                {
                    var isServer = NodeCommands.Exported(command, "ROLE") == "server";
                    nodes[component.Name] = new(component.Name, isServer, command, MachineOf(command, component.Name, plan));
                }
            }
        }
        return nodes;
    }

    /// <summary>Whether a command waits, directly or not, for another one.</summary>
    public static bool Waits(PlanResource command, PlanResource forCommand, PlanGraph plan)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(command.DependsOn);
        while (next.TryPop(out var urn))
        {
            if (urn == forCommand.Urn)
            {
                return true;
            }
            if (seen.Add(urn) && plan.Find(urn) is { } resource)
            {
                foreach (var further in resource.DependsOn)
                {
                    next.Push(further);
                }
            }
        }
        return false;
    }

    private static PlanResource? MachineOf(PlanResource command, string node, PlanGraph plan)
    {
        var machines = command.DependsOn.Select(plan.Find).OfType<PlanResource>().Where(resource => resource.Type == MachineType).ToList();
        return machines.Find(machine => machine.Inputs["labels"]?.TextOf("app.kubernetes.io/name") == node) ?? machines.FirstOrDefault();
    }
}
