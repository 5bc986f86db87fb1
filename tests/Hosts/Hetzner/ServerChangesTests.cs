using System.Collections.Immutable;
using Infra.Hosts;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Hosts;

/// <summary>Changes of the servers of the frozen production, which run as described.</summary>
public sealed class ServerChangesTests
{
    private static readonly Dictionary<string, ServerInForce> Running = new(StringComparer.Ordinal)
    {
        ["master-1"] = new("cx33", "nbg1", "spread"),
        ["worker-1"] = new("cx33", "nbg1", "spread"),
        ["worker-2"] = new("cx33", "nbg1", "spread"),
    };

    [Theory]
    [InlineData("")]
    [InlineData("cluster: {nodes: [{name: worker-1, serverType: cx43}]}")]
    [InlineData("cluster: {nodes: [{name: worker-1, placementGroup: other}]}")]
    [InlineData("cluster: {nodes: [{name: worker-1, serverType: cx43}, {name: agent-1, role: agent, privateIp: 10.0.1.21}]}")]
    [InlineData("cluster: {nodes: [{name: worker-1, location: nbg1}]}")]
    [InlineData("cluster: {location: fsn1, nodes: [{name: master-1, location: nbg1}, {name: worker-1, location: nbg1}, "
        + "{name: worker-2, location: nbg1}]}")]
    public void AcceptsChangesOfOneServer(string overrides) => Assert.Empty(Refusals(overrides, Running));

    [Fact]
    public void AcceptsAnythingWhereTheServersAreNotKnown() =>
        Assert.Empty(Refusals(
            "cluster: {location: fsn1, nodes: [{name: worker-1, serverType: cx43}, {name: worker-2, serverType: cx43}]}", []));

    [Fact]
    [Pitfall("hetzner-resize")]
    public void RefusesOtherTypesOfSeveralServers() => Refused(
        "cluster:\n  nodes:\n    - {name: worker-1, serverType: cx43}\n    - {name: worker-2, serverType: cx53}\n",
        "overrides:4: cluster.nodes[worker-2].serverType: the run would switch off several servers at once: 'worker-1' from cx33 to cx43, "
            + "'worker-2' from cx33 to cx53; change one, run pulumi up, then the next (docs/runbooks/resize-a-server.md)");

    [Fact]
    [Pitfall("hetzner-resize")]
    public void RefusesAnotherTypeAndAnotherPlacementGroupOfTwoServers() => Refused(
        "cluster: {nodes: [{name: worker-1, serverType: cx43}, {name: worker-2, placementGroup: other}]}",
        "overrides:1: cluster.nodes[worker-2].placementGroup: the run would switch off several servers at once: 'worker-1' from cx33 to "
            + "cx43, 'worker-2' from the placement group 'spread' to 'other'; change one, run pulumi up, then the next "
            + "(docs/runbooks/resize-a-server.md)");

    [Fact]
    [Pitfall("hetzner-location")]
    public void RefusesAnotherLocationOfANode() => Refused(
        "cluster: {nodes: [{name: worker-1, location: fsn1}]}",
        "overrides:1: cluster.nodes[worker-1].location: the server of 'worker-1' is in nbg1, and its address and disk cannot move to fsn1; "
            + "set it back; add a node with another name instead, then remove this one (docs/runbooks/add-and-remove-a-node.md)");

    [Fact]
    public void RefusesAnotherLocationOfTheClusterOnce() => Refused(
        "cluster: {location: fsn1, nodes: [{name: worker-2, location: nbg1}]}",
        "overrides:1: cluster.location: the servers of 'master-1' (nbg1), 'worker-1' (nbg1) are elsewhere, and their addresses and disks "
            + "cannot move to fsn1; set it back, or give those nodes their present location; for a move add nodes with other names, then "
            + "remove these (docs/runbooks/add-and-remove-a-node.md)");

    [Fact]
    public void RefusesAnotherArchitecture() => Refused(
        "cluster: {nodes: [{name: worker-1, serverType: cax21}]}",
        "overrides:1: cluster.nodes[worker-1].serverType: the server of 'worker-1' is a cx33, which cannot become a cax21 of another "
            + "architecture; set it back; add a node with another name instead, then remove this one "
            + "(docs/runbooks/add-and-remove-a-node.md)");

    [Fact]
    public async Task OutputsOfAStackAreTheServersInForce()
    {
        var outputs = (await Plans.OfAsync("prod")).Outputs["servers"]!;

        Assert.Equal(["master-1", "worker-1", "worker-2"], outputs.Keys.Order());
        Assert.Equal(("cx33", "nbg1", "spread"), (
            outputs["worker-1"]!["type"]!.Text, outputs["worker-1"]!["location"]!.Text, outputs["worker-1"]!["placementGroup"]!.Text));
    }

    [Fact]
    public void ReadsBackWhatItWrote()
    {
        var server = new ServerInForce("cx43", "fsn1", "other");
        var written = server.ToOutput().ToImmutableDictionary(entry => entry.Key, entry => (object)entry.Value);

        Assert.Equal(
            [new("worker-1", server)],
            ServerInForce.ReadAll(ImmutableDictionary<string, object>.Empty.Add("worker-1", written).Add("odd", "text")));
        Assert.Empty(ServerInForce.ReadAll(null));
    }

    private static void Refused(string overrides, string problem) => Assert.Equal([problem], Refusals(overrides, Running));

    private static string[] Refusals(string overrides, Dictionary<string, ServerInForce> inForce)
    {
        var loaded = Community.Load("prod", overrides: overrides);
        var context = new ValidationContext(loaded.Spec!, loaded.Sources, KnownEnvironments.Of());
        ServerChanges.Check(context, inForce);
        return [.. context.Problems.Sorted().Select(problem => problem.ToString())];
    }
}
