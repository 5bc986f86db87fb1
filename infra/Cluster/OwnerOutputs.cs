using System.Collections.Immutable;
using Infra.Model;
using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// The outputs of the stack that owns the cluster (this one, or another of the project), as its last successful run left them. They are
/// read before any other resource, and as plain values: what they forbid is refused once, before anything changes. An exception inside an
/// <c>Apply</c> would come back from every resource that depends on it, after others were changed.
/// </summary>
public sealed class OwnerOutputs
{
    /// <summary>Logical name of the reference.</summary>
    public const string ReferenceName = "cluster-owner";

    private static readonly string[] Read =
    [
        StackOutputs.Kubeconfig, StackOutputs.KubeconfigExpires, StackOutputs.KubeconfigRenewal, StackOutputs.K3sVersion,
        StackOutputs.LonghornVersion, StackOutputs.Servers, StackOutputs.DatabasePasswords, StackOutputs.ServerSsh,
    ];

    /// <summary>Reference to the stack, for outputs that only pass through, with their secrecy.</summary>
    public StackReference Reference { get; }

    /// <summary>The state of the cluster.</summary>
    public InForce InForce { get; }

    private OwnerOutputs(StackReference reference, InForce inForce) => (Reference, InForce) = (reference, inForce);

    /// <summary>Reads the outputs, and returns when they are there.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="sources">Positions of its records.</param>
    /// <exception cref="RunException">The backend does not give the outputs; the message is one problem.</exception>
    public static OwnerOutputs Of(SystemSpec system, SourceMap sources)
    {
        var owner = system.Stack.ClusterOwner ?? system.Stack.Name;
        return EngineAnswer.Await(
            $"the outputs of the stack {owner}",
            "check that this machine reaches the backend (pulumi whoami --verbose)",
            () => ReadAsync(system, sources, owner));
    }

    /// <summary>The state of a cluster by the outputs of its owner.</summary>
    /// <param name="outputs">The outputs by name; a missing one is that of a stack that was never brought up.</param>
    public static InForce StateOf(IReadOnlyDictionary<string, object?> outputs) => new()
    {
        IsUp = outputs.GetValueOrDefault(StackOutputs.Kubeconfig) is string { Length: > 0 },
        KubeconfigExpires = Text(outputs, StackOutputs.KubeconfigExpires) ?? "",
        KubeconfigRenewal = Text(outputs, StackOutputs.KubeconfigRenewal) ?? "",
        K3sVersion = Text(outputs, StackOutputs.K3sVersion),
        LonghornVersion = Text(outputs, StackOutputs.LonghornVersion),
        HasServers = outputs.GetValueOrDefault(StackOutputs.ServerSsh) is IReadOnlyDictionary<string, object> { Count: > 0 },
        Servers = ServerInForce.ReadAll(outputs.GetValueOrDefault(StackOutputs.Servers)),
        Databases = outputs.GetValueOrDefault(StackOutputs.DatabasePasswords) switch
        {
            null => ImmutableHashSet<string>.Empty,
            IReadOnlyDictionary<string, object> passwords => passwords.Keys.ToHashSet(StringComparer.Ordinal),
            _ => null,
        },
    };

    private static async Task<OwnerOutputs> ReadAsync(SystemSpec system, SourceMap sources, string owner)
    {
        // In an engine without the function the reference reports the failure, if there is one.
        if (await LastOutputs.ReadAsync(owner).ConfigureAwait(false) is { Failure: { } failure, IsMissingFunction: false })
        {
            throw new RunException(
                system.Stack.ClusterOwner is null ? Unreadable(owner, failure) : Unreadable(system, sources, owner, failure).ToString());
        }

        var reference = new StackReference(ReferenceName, new() { Name = LastOutputs.FullName(owner) });
        return new(reference, StateOf(await ReadAsync(reference, Read).ConfigureAwait(false)));
    }

    /// <summary>Outputs of a stack by name, secret ones too; null for those that it does not have.</summary>
    /// <param name="reference">Reference to the stack.</param>
    /// <param name="names">Names of the outputs.</param>
    public static async Task<IReadOnlyDictionary<string, object?>> ReadAsync(StackReference reference, IReadOnlyList<string> names)
    {
        var outputs = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var output in names)
        {
            var details = await reference.GetOutputDetailsAsync(output).ConfigureAwait(false);
            outputs[output] = details.Value ?? details.SecretValue;
        }

        return outputs;
    }

    /// <summary>Message that the backend does not give the outputs of the stack itself.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="failure">The backend's reason.</param>
    public static string Unreadable(string stack, string failure) =>
        $"the backend does not give the outputs of this stack, {stack}, as its last run left them: {failure}; check the backend that has "
        + "it (pulumi whoami --verbose shows the present one) and its passphrase or key, then run pulumi again; nothing was changed";

    private static Problem Unreadable(SystemSpec system, SourceMap sources, string owner, string failure)
    {
        var key = system.Cluster.OwnerSetting();
        return new(
            sources.Of(system.Cluster, key),
            sources.PathOf(system.Cluster, key),
            $"the stack {owner} owns this stack's cluster, and the backend does not give its outputs: {failure}",
            $"run pulumi up --stack {owner} first, and log in to the backend that has it (pulumi whoami --verbose shows the present one)");
    }

    private static string? Text(IReadOnlyDictionary<string, object?> outputs, string name) =>
        outputs.GetValueOrDefault(name) is string { Length: > 0 } text ? text : null;
}
