using System.Collections.Immutable;
using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>A cluster that another stack of this project owns and this one lives in, with namespaces of its own.</summary>
public sealed class SharedCluster : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:SharedCluster";

    /// <summary>The owner's administrator's kubeconfig. A secret.</summary>
    public Output<string> Kubeconfig { get; }

    /// <summary>The version of k3s in force there; empty when the owner does not say.</summary>
    public Output<string> K3sVersion { get; }

    /// <summary>Public address of each node, by name.</summary>
    public Output<ImmutableDictionary<string, string>> NodeAddresses { get; }

    /// <summary>The addresses that DNS records of published hosts point to.</summary>
    public Output<ImmutableArray<string>> IngressAddresses { get; }

    /// <summary>The provider for everything in the cluster.</summary>
    public K8s.Provider Provider { get; }

    /// <summary>Reaches the cluster through the outputs of the stack that owns it.</summary>
    public SharedCluster(string name, SharedClusterArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var owner = StackAddress.Refer($"{name}-owner", args.Owner, new() { Parent = this });
        Kubeconfig = Output.CreateSecret(owner.GetOutput("kubeconfig").Apply(found => found as string
            ?? throw new RunException($"the stack {args.Owner} owns this stack's cluster and has not brought it up yet: pulumi up --stack {args.Owner} first")));
        K3sVersion = owner.GetOutput("k3sVersion").Apply(found => found as string ?? "");
        NodeAddresses = owner.GetOutput("nodeAddresses").Apply(found => Texts(found));
        IngressAddresses = owner.GetOutput("ingressAddresses").Apply(found => found is IEnumerable<object> list ? [.. list.OfType<string>()] : ImmutableArray<string>.Empty);
        Provider = ClusterAccess.Provider($"{name}-kubernetes", Kubeconfig, args.ClusterName, this);
        RegisterOutputs();
    }

    private static ImmutableDictionary<string, string> Texts(object? found)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in found as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty)
        {
            texts[key] = value as string ?? "";
        }

        return texts.ToImmutable();
    }
}
