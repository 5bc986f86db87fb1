using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Labels and taints of running nodes. Slow: each scenario starts hosts with an sshd and installs a cluster on them.</summary>
public sealed class NodeSettingsTests
{
    [SkippableFact]
    [Pitfall("k3s-labels-taints")]
    public async Task ChangedTaintIsAppliedAndRemovedLabelIsRemoved()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, "three", ["tier=db", "zone=a"], new TaintSpec { Name = "dedicated", Value = "db" });
        (await cluster.UpAsync()).Succeeded();
        Assert.Equal("tier=db zone=a|dedicated=db:NoSchedule", await SettingsAsync(cluster, "three"));
        await cluster.AskAsync("one", "label node three --overwrite own=1");
        await cluster.AskAsync("one", "taint node three --overwrite manual=1:NoExecute");

        Describe(cluster, "three", ["zone=b"], new TaintSpec { Name = "dedicated", Value = "cache" });
        (await cluster.UpAsync()).Succeeded();
        Assert.Equal("own=1 zone=b|dedicated=cache:NoSchedule manual=1:NoExecute", await SettingsAsync(cluster, "three"));

        Describe(cluster, "three", []);
        (await cluster.UpAsync()).Succeeded();
        Assert.Equal("own=1|manual=1:NoExecute", await SettingsAsync(cluster, "three"));
        Assert.Empty((await cluster.UpAsync()).Names);
        await cluster.AssertWholeAsync();
    }

    /// <summary>An agent's kubelet may not change the taints of its own node.</summary>
    [SkippableFact]
    public async Task TaintOfAnAgentIsChangedByAServer()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.AddAsync(Described.Agent("agent", "198.18.64.21"));
        (await cluster.UpAsync()).Succeeded();
        Assert.Equal("|", await SettingsAsync(cluster, "agent"));

        Describe(cluster, "agent", ["zone=a"], new TaintSpec { Name = "dedicated", Effect = TaintEffect.NoExecute });
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal("zone=a|dedicated=true:NoExecute", await SettingsAsync(cluster, "agent"));
    }

    /// <summary>A change without the start, which sets labels again, and a step that was interrupted.</summary>
    [SkippableFact]
    public async Task InterruptedChangeIsCompletedByTheNextRun()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, "three", ["zone=a"], new TaintSpec { Name = "dedicated" });
        (await cluster.UpAsync()).Succeeded();
        Describe(cluster, "three", []);

        Assert.NotEmpty((await cluster.UpAsync(Driver.Fault.CutOff("three-settings", 60))).Failed);
        await Task.WhenAll(cluster.Net.Hosts.Select(host => host.HealAsync()));
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal("|", await SettingsAsync(cluster, "three"));
    }

    private static Task<string> SettingsAsync(LabCluster cluster, string node) => cluster.AskAsync("one", $"double settings {node}");

    private static void Describe(LabCluster cluster, string name, string[] labels, params TaintSpec[] taints)
    {
        var described = labels.Select(label => label.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        var nodes = cluster.System.Cluster.Nodes.Select(
            node => node.Name == name ? node with { Labels = described, Taints = taints } : node);
        cluster.System = cluster.System with { Cluster = cluster.System.Cluster with { Nodes = [.. nodes] } };
    }
}
