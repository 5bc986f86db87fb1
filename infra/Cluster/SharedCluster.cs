using System.Collections.Immutable;
using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>A cluster that another stack of this project owns and this one lives in, with namespaces of its own.</summary>
public sealed class SharedCluster : ComponentResource, IClusterAccess
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:SharedCluster";

    /// <inheritdoc/>
    public Output<string> Kubeconfig { get; }

    /// <inheritdoc/>
    public Output<string> SshPrivateKey { get; } = Output.CreateSecret("");

    /// <inheritdoc/>
    public Output<string> K3sVersion { get; }

    /// <inheritdoc/>
    public Output<string> LonghornVersion { get; }

    /// <inheritdoc/>
    public Output<ImmutableDictionary<string, string>> NodeAddresses { get; }

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> IngressAddresses { get; }

    /// <inheritdoc/>
    public K8s.Provider Provider { get; }

    private readonly string _owner;
    private readonly Output<object?> _passwords;

    /// <summary>Reaches the cluster through the outputs of the stack that owns it.</summary>
    public SharedCluster(string name, SharedClusterArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var owner = StackAddress.Refer($"{name}-owner", args.Owner, new() { Parent = this });
        _owner = args.Owner;
        _passwords = owner.GetOutput(StackOutputs.DatabasePasswords);
        Kubeconfig = Output.CreateSecret(owner.GetOutput(StackOutputs.Kubeconfig).Apply(found => found as string
            ?? throw new RunException($"the stack {args.Owner} owns this stack's cluster and has not brought it up yet: pulumi up --stack {args.Owner} first")));
        K3sVersion = owner.GetOutput(StackOutputs.K3sVersion).Apply(found => found as string ?? "");
        LonghornVersion = owner.GetOutput(StackOutputs.LonghornVersion).Apply(found => found as string ?? "");
        NodeAddresses = owner.GetOutput(StackOutputs.NodeAddresses).Apply(Texts);
        IngressAddresses = owner.GetOutput(StackOutputs.IngressAddresses).Apply(found => found is IEnumerable<object> list ? [.. list.OfType<string>()] : ImmutableArray<string>.Empty);
        Provider = ClusterAccess.Provider($"{name}-kubernetes", Kubeconfig, args.ClusterName, this);
        RegisterOutputs();
    }

    /// <summary>The password of a database that the owner made. A secret.</summary>
    /// <param name="database">The database as <c>server/database</c>.</param>
    public Output<string> DatabasePassword(string database) => Output.CreateSecret(Kubeconfig.Apply(_ => _passwords).Apply(found => found switch
    {
        IReadOnlyDictionary<string, object> passwords when passwords.GetValueOrDefault(database) is string password => password,
        // The preview knows of a secret only that there is one.
        string hidden => hidden,
        _ => throw new RunException($"the stack {_owner} has not made the database {database} yet: pulumi up --stack {_owner} first, in a phase in which the server runs on the cluster"),
    }));

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
