using Infra.Model;
using Infra.Naming;

namespace Infra.Flows;

/// <summary>
/// The network policies that allow the flows: one for each end of a flow that is in a namespace of the stack, named after both ends.
/// A policy never lists several clients or servers, so that adding or removing one leaves all other policies unchanged.
/// </summary>
public static class PolicyRules
{
    /// <summary>The policies, sorted by namespace and name.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="namespaces">The stack's namespaces; those without a default deny get no policy, which would refuse everything
    /// else.</param>
    public static IReadOnlyList<PolicyRule> Of(IReadOnlyList<Flow> flows, IReadOnlyList<NamespaceSpec> namespaces)
    {
        var rules = new List<PolicyRule>(flows.Count * 2);
        var refusing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var @namespace in namespaces)
        {
            if (@namespace.DefaultDeny)
            {
                refusing.Add(@namespace.Name);
            }
        }

        foreach (var flow in flows)
        {
            if (flow.From is PodsEnd { Others: null } from && refusing.Contains(from.Namespace))
            {
                rules.Add(Rule(from, ingress: false, flow.To, flow));
            }

            if (flow.To is PodsEnd { Others: null } to && refusing.Contains(to.Namespace))
            {
                rules.Add(Rule(to, ingress: true, flow.From, flow));
            }
        }

        rules.Sort(static (left, right) =>
            string.CompareOrdinal(left.Namespace, right.Namespace) is var order and not 0
                ? order
                : string.CompareOrdinal(left.Name, right.Name));
        return rules;
    }

    private static PolicyRule Rule(PodsEnd pods, bool ingress, FlowEnd peer, Flow flow) => new()
    {
        Namespace = pods.Namespace,
        Name = PhysicalName.Kubernetes(
            pods.Name, ingress ? "from" : "to", peer.Name, peer is PodsEnd { Others: not null } ? "elsewhere" : ""),
        Pods = pods,
        Ingress = ingress,
        Peer = peer,
        Ports = flow.Ports,
        Reason = flow.Reason,
    };
}
