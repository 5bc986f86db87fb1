using Infra.Model;
using Infra.Naming;

namespace Infra.Platform.Flows;

/// <summary>
/// From flows to policies: one for each end of a flow that is in a namespace of the stack, named after both ends. A policy
/// never lists several clients or servers, so that one that comes or goes leaves all others as they are.
/// </summary>
public static class PolicyRules
{
    /// <summary>The policies, in order of namespace and name.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="spaces">The stack's namespaces; those that refuse nothing get none, for a policy would make them refuse all else.</param>
    public static IReadOnlyList<PolicyRule> Of(IReadOnlyList<Flow> flows, IReadOnlyList<NamespaceSpec> spaces)
    {
        var rules = new List<PolicyRule>(flows.Count * 2);
        foreach (var flow in flows)
        {
            if (flow.From is PodsEnd { Others: null } from && Refuses(spaces, from.Namespace))
            {
                rules.Add(Rule(from, ingress: false, flow.To, flow));
            }

            if (flow.To is PodsEnd { Others: null } to && Refuses(spaces, to.Namespace))
            {
                rules.Add(Rule(to, ingress: true, flow.From, flow));
            }
        }

        rules.Sort(static (left, right) =>
            string.CompareOrdinal(left.Namespace, right.Namespace) is var order and not 0 ? order : string.CompareOrdinal(left.Name, right.Name));
        return rules;
    }

    private static PolicyRule Rule(PodsEnd pods, bool ingress, FlowEnd peer, Flow flow) => new()
    {
        Namespace = pods.Namespace,
        Name = PhysicalName.Kubernetes(pods.Name, ingress ? "from" : "to", peer.Name, peer is PodsEnd { Others: not null } ? "elsewhere" : ""),
        Pods = pods,
        Ingress = ingress,
        Peer = peer,
        Ports = flow.Ports,
        Reason = flow.Reason,
    };

    private static bool Refuses(IReadOnlyList<NamespaceSpec> spaces, string name)
    {
        foreach (var space in spaces)
        {
            if (space.Name == name)
            {
                return space.DefaultDeny;
            }
        }

        return false;
    }
}
