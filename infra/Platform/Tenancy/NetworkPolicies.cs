using Infra.Flows;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using NetworkingV1 = Pulumi.Kubernetes.Networking.V1;

namespace Infra.Platform;

/// <summary>
/// Network policies: each namespace of the stack denies all ingress and egress by default, and each flow of the
/// <see cref="Parts.FlowMatrix"/> has a policy of its own at each end that the stack owns.
/// </summary>
public sealed class NetworkPolicies : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:NetworkPolicies";

    /// <summary>Name of the policy that denies everything.</summary>
    public const string DefaultDeny = "default-deny";

    private const string NamespaceName = "kubernetes.io/metadata.name";

    /// <summary>Annotation with the purpose of a policy.</summary>
    private const string Reason = "infra/reason";

    private readonly string _name;
    private readonly NetworkPoliciesArgs _args;
    private readonly StackContext _context;

    /// <summary>Creates the policies.</summary>
    public NetworkPolicies(string name, NetworkPoliciesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        foreach (var @namespace in args.Namespaces)
        {
            if (@namespace.DefaultDeny)
            {
                Create(@namespace.Name, DefaultDeny, "what no other policy allows", new()
                {
                    PodSelector = new LabelSelectorArgs(),
                    PolicyTypes = { "Ingress", "Egress" },
                });
            }
        }

        foreach (var rule in PolicyRules.Of(args.Flows, args.Namespaces))
        {
            Create(rule.Namespace, rule.Name, rule.Reason, SpecOf(rule));
        }

        RegisterOutputs();
    }

    private void Create(string @namespace, string name, string reason, NetworkPolicySpecArgs spec)
    {
        var metadata = _context.Metadata(@namespace, name);
        metadata.Annotations.Add(Reason, reason);
        _ = new NetworkingV1.NetworkPolicy(
            $"{_name}-{@namespace}-{name}",
            new NetworkPolicyArgs { Metadata = metadata, Spec = spec },
            StackContext.Inside(this, _args.Created[@namespace]));
    }

    // Without ports a rule allows all of them; an empty list means the same, less clearly.
    private static NetworkPolicySpecArgs SpecOf(PolicyRule rule)
    {
        var pods = Selector(rule.Pods.Labels);
        if (rule.Ingress)
        {
            var from = new NetworkPolicyIngressRuleArgs { From = Peers(rule.Peer) };
            if (rule.Ports.Count > 0)
            {
                from.Ports = Ports(rule.Ports);
            }

            return new() { PodSelector = pods, PolicyTypes = { "Ingress" }, Ingress = { from } };
        }

        var to = new NetworkPolicyEgressRuleArgs { To = Peers(rule.Peer) };
        if (rule.Ports.Count > 0)
        {
            to.Ports = Ports(rule.Ports);
        }

        return new() { PodSelector = pods, PolicyTypes = { "Egress" }, Egress = { to } };
    }

    private static NetworkPolicyPeerArgs[] Peers(FlowEnd end)
    {
        if (end is PodsEnd pods)
        {
            return [new() { NamespaceSelector = NamespaceSelectorOf(pods), PodSelector = Selector(pods.Labels) }];
        }

        var addresses = (AddressesEnd)end;
        var peers = new NetworkPolicyPeerArgs[addresses.Ranges.Count];
        for (var index = 0; index < peers.Length; index++)
        {
            peers[index] = new() { IpBlock = Block(addresses.Ranges[index], addresses.Except) };
        }

        return peers;
    }

    private static IPBlockArgs Block(string range, IReadOnlyList<string> except) =>
        except.Count == 0 ? new() { Cidr = range } : new() { Cidr = range, Except = Array(except) };

    private static LabelSelectorArgs NamespaceSelectorOf(PodsEnd pods) => pods.Others is { } others
        ? new()
        {
            MatchLabels = { [Labels.PartOf] = others.System },
            MatchExpressions =
            {
                new LabelSelectorRequirementArgs { Key = Labels.Environment, Operator = "NotIn", Values = { others.Except } },
            },
        }
        : new() { MatchLabels = { [NamespaceName] = pods.Namespace } };

    private static LabelSelectorArgs Selector(IReadOnlyDictionary<string, string> labels) =>
        labels.Count == 0 ? new() : new() { MatchLabels = labels.ToDictionary(StringComparer.Ordinal) };

    private static NetworkPolicyPortArgs[] Ports(IReadOnlyList<FlowPort> ports)
    {
        var list = new NetworkPolicyPortArgs[ports.Count];
        for (var index = 0; index < list.Length; index++)
        {
            list[index] = new() { Port = ports[index].Number, Protocol = ports[index].Protocol };
        }

        return list;
    }

    private static string[] Array(IReadOnlyList<string> texts)
    {
        var array = new string[texts.Count];
        for (var index = 0; index < array.Length; index++)
        {
            array[index] = texts[index];
        }

        return array;
    }
}
