using System.Collections.Immutable;
using Infra.Cluster;
using Infra.Model;
using Infra.Naming;
using Infra.Platform;
using Pulumi;

namespace Infra;

/// <summary>
/// One environment of a described system: a cluster with its platform, or a share of the cluster of another stack; and in
/// it what belongs to the environment.
/// </summary>
public sealed class InfraStack : Stack
{
    /// <summary>The administrator's kubeconfig. A secret.</summary>
    [Output(StackOutputs.Kubeconfig)]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>The version of k3s in force; the next run compares it with the described one.</summary>
    [Output(StackOutputs.K3sVersion)]
    public Output<string> K3sVersion { get; private set; }

    /// <summary>The version of Longhorn in force, likewise; empty where there is none.</summary>
    [Output(StackOutputs.LonghornVersion)]
    public Output<string> LonghornVersion { get; private set; }

    /// <summary>Private key for SSH to the nodes. A secret; empty in a stack that lives in another's cluster.</summary>
    [Output("sshPrivateKey")]
    public Output<string> SshPrivateKey { get; private set; }

    /// <summary>Public address of each node, by name.</summary>
    [Output(StackOutputs.NodeAddresses)]
    public Output<ImmutableDictionary<string, string>> NodeAddresses { get; private set; }

    /// <summary>The addresses that DNS records of published hosts point to.</summary>
    [Output(StackOutputs.IngressAddresses)]
    public Output<ImmutableArray<string>> IngressAddresses { get; private set; }

    /// <summary>Passwords of the databases this stack made, by <c>server/database</c>, for the stacks that live in its cluster. A secret.</summary>
    [Output(StackOutputs.DatabasePasswords)]
    public Output<ImmutableDictionary<string, string>> DatabasePasswords { get; private set; }

    /// <summary>The migration phase the stack is in; empty when none was chosen.</summary>
    [Output("phase")]
    public Output<string> Phase { get; private set; }

    /// <summary>Builds the stack.</summary>
    /// <param name="inputs">The described system and its secrets.</param>
    /// <param name="options">For the preview, which watches every resource; null otherwise.</param>
    public InfraStack(StackInputs inputs, StackOptions? options)
        : base(options)
    {
        var system = inputs.System;
        var labels = Labels.Of(system.Stack);
        var owned = system.Stack.ClusterOwner is null ? new OwnedCluster(inputs, labels) : null;
        var shared = owned is null ? new SharedCluster("cluster", new() { Owner = system.Stack.ClusterOwner!, ClusterName = system.Cluster.Name }) : null;
        IClusterAccess cluster = owned is not null ? owned : shared!;

        var environment = new ClusterShare(inputs, labels, cluster.Provider);
        var issuers = owned?.CreateIngress(environment.Tenancy) ?? [];
        var classes = owned?.Storage.Classes ?? ClusterShare.NoClasses;
        environment.CreateVolumes(classes);
        environment.CreateRoutes(after: issuers);
        DatabasePasswords = environment.CreateDatabases(
            owned?.CreateDatabases(environment.Tenancy, issuers) ?? ImmutableDictionary<string, Resource>.Empty,
            classes,
            owned?.Images ?? ImmutableDictionary<string, IReadOnlyList<Resource>>.Empty,
            database => shared?.DatabasePassword(database) ?? throw new InvalidOperationException($"no stack makes the database {database}"));

        Kubeconfig = cluster.Kubeconfig;
        K3sVersion = cluster.K3sVersion;
        LonghornVersion = cluster.LonghornVersion;
        SshPrivateKey = cluster.SshPrivateKey;
        NodeAddresses = cluster.NodeAddresses;
        IngressAddresses = cluster.IngressAddresses;
        Phase = Output.Create(system.Stack.Phase ?? "");
    }
}
