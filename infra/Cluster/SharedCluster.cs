using System.Collections.Immutable;
using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>The cluster of another stack of this project, in which this stack has namespaces of its own.</summary>
public sealed class SharedCluster : ComponentResource, ICluster
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
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Servers { get; } =
        Output.Create(ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty);

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> IngressAddresses { get; }

    /// <inheritdoc/>
    public K8s.Provider Provider { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ClusterNode> Nodes { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; } =
        ImmutableDictionary<string, IReadOnlyList<Resource>>.Empty;

    private readonly string _owner;
    private readonly StackReference _outputs;
    private readonly Output<object?> _passwords;

    /// <summary>Reads the outputs of the stack that owns the cluster.</summary>
    public SharedCluster(string name, SharedClusterArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        _owner = args.Owner;
        _outputs = StackAddress.Refer($"{name}-owner", args.Owner, new() { Parent = this });
        _passwords = _outputs.GetOutput(StackOutputs.DatabasePasswords);
        var kubeconfig = _outputs.GetOutput(StackOutputs.Kubeconfig).Apply(found => found as string ?? throw new RunException(
            $"the stack {args.Owner} owns this stack's cluster and has not brought it up yet: pulumi up --stack {args.Owner} first"));
        Kubeconfig = Output.CreateSecret(kubeconfig);
        K3sVersion = VersionInForce(StackOutputs.K3sVersion).Apply(version => version ?? "");
        LonghornVersion = VersionInForce(StackOutputs.LonghornVersion).Apply(version => version ?? "");
        NodeAddresses = _outputs.GetOutput(StackOutputs.NodeAddresses).Apply(Texts);
        IngressAddresses = _outputs.GetOutput(StackOutputs.IngressAddresses).Apply(
            found => found is IEnumerable<object> list ? [.. list.OfType<string>()] : ImmutableArray<string>.Empty);
        Provider = ClusterProviders.Create($"{name}-kubernetes", Kubeconfig, context.System.Cluster.Name, this);
        RegisterOutputs();
    }

    /// <inheritdoc/>
    public Output<string?> VersionInForce(string output) => _outputs.GetOutput(output).Apply(found => found as string);

    /// <inheritdoc/>
    public Output<string> DatabasePassword(string database) =>
        Output.CreateSecret(Kubeconfig.Apply(_ => _passwords).Apply(found => found switch
        {
            IReadOnlyDictionary<string, object> passwords when passwords.GetValueOrDefault(database) is string password => password,
            // In the preview a secret is one stand-in text.
            string hidden => hidden,
            _ => throw new RunException(
                $"the stack {_owner} has not made the database {database} yet: pulumi up --stack {_owner} first, "
                + "in a phase in which the server runs on the cluster"),
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
