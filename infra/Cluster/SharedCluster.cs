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
    public Output<string> KnownHosts { get; } = Output.Create("");

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
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> ServerSsh { get; } =
        Output.Create(ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty);

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> ServerAddresses { get; }

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> IngressAddresses { get; }

    /// <inheritdoc/>
    public K8s.Provider Provider { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ClusterNode> Nodes { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; } =
        ImmutableDictionary<string, IReadOnlyList<Resource>>.Empty;

    /// <inheritdoc/>
    public IReadOnlyList<Resource> NodePorts { get; } = [];

    private readonly Output<object?> _passwords;

    /// <summary>Takes over the cluster.</summary>
    public SharedCluster(string name, SharedClusterArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var outputs = args.Owner.Reference;
        _passwords = outputs.GetOutput(StackOutputs.DatabasePasswords);
        ServerAddresses = outputs.GetOutput(StackOutputs.ServerAddresses).Apply(List);
        Kubeconfig = Output.CreateSecret(
            Output.Tuple(outputs.GetOutput(StackOutputs.Kubeconfig), AnsweringAddress(ServerAddresses, args.Probe)).Apply(
                known => known.Item2.Length > 0 ? Cluster.Kubeconfig.WithAddress(Text(known.Item1), known.Item2) : Text(known.Item1)));
        K3sVersion = outputs.GetOutput(StackOutputs.K3sVersion).Apply(Text);
        LonghornVersion = outputs.GetOutput(StackOutputs.LonghornVersion).Apply(Text);
        NodeAddresses = outputs.GetOutput(StackOutputs.NodeAddresses).Apply(Texts);
        IngressAddresses = outputs.GetOutput(StackOutputs.IngressAddresses).Apply(List);
        Provider = ClusterProviders.Create($"{name}-kubernetes", Kubeconfig, context.System.Cluster.Name, this);
        RegisterOutputs();
    }

    /// <inheritdoc/>
    public Output<string> DatabasePassword(string database) =>
        Output.CreateSecret(Kubeconfig.Apply(_ => _passwords).Apply(found => found switch
        {
            IReadOnlyDictionary<string, object> passwords => Text(passwords.GetValueOrDefault(database)),
            // In the preview a secret is one stand-in text. A database that the owner has not made was refused before.
            _ => Text(found),
        }));

    private static string Text(object? found) => found as string ?? "";

    /// <summary>
    /// The first of the servers that answers, the first one when none does; empty where the owner names none, and the address in its
    /// kubeconfig stays.
    /// </summary>
    private static Output<string> AnsweringAddress(Output<ImmutableArray<string>> servers, IApiProbe probe) => servers.Apply(
        async addresses => addresses.IsDefaultOrEmpty
            ? ""
            : addresses[AnsweringServers.Choose(await AnsweringServers.AskAsync(probe, addresses, isUp: true).ConfigureAwait(false))]);

    private static ImmutableArray<string> List(object? found) =>
        found is IEnumerable<object> list ? [.. list.OfType<string>()] : ImmutableArray<string>.Empty;

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
