using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff;

public sealed class PlanDifferTests
{
    private const string Server = "hcloud:index/server:Server";

    public static TheoryData<string> Stacks() => [.. FrozenSystems.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task StackDoesNotDifferFromItself(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var diff = PlanDiffer.Between(plan, plan);

        Assert.Empty(diff.Changed.Select(step => $"{step.Kind} {step.Resource.Urn}"));
        Assert.True(diff.IsEmpty);
        Assert.Equal(0, diff.UncomparedSecrets);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task StackDoesNotDifferFromItsSavedPlan(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var diff = PlanDiffer.Between(PlanJson.Read(PlanJson.Write(plan)), plan);

        Assert.Empty(diff.Changed.Select(step => $"{step.Kind} {step.Resource.Urn}"));
        Assert.Empty(diff.Steps.SelectMany(step => step.Options).Select(option => option.Path));
    }

    [Theory]
    [InlineData("worker-1")]
    [InlineData("worker-2")]
    public async Task RemovedNodeIsDeletedAndNothingElseIs(string removed)
    {
        var system = Described.StackOf("prod");
        var all = await Plans.OfAsync(system);
        var fewer = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes.Where(node => node.Name != removed)] } });
        var diff = PlanDiffer.Between(all, fewer);

        // The snapshots of all servers are in one folder, so the number that is kept there follows the number of servers; an alert names
        // the nodes that must be there.
        var others = diff.Changed.Where(step => !step.Resource.Name.Contains(removed, StringComparison.Ordinal) && !RunsOn(step, removed));
        Assert.Equal(
            ["etcd-snapshots-s3:Update", "monitors-prometheus-alerts:Update"],
            others.Select(step => $"{step.Resource.Name}:{step.Kind}"));
        Assert.Empty(diff.Changed.Where(step => step.New is not null && step.Kind != StepKind.Update));
        Assert.Contains(diff.Changed, step => step is { Kind: StepKind.Refuse, Resource.Type: Server });
    }

    /// <summary>Whether a command ran on a node and now runs on another.</summary>
    private static bool RunsOn(ResourceStep step, string node) => step.Kind == StepKind.Update
        && step.Old!.Inputs.TextOf("stdin")?.Contains($"\nNODE_NAME='{node}'\n", StringComparison.Ordinal) == true;

    [Fact]
    public void StacksOfOtherNamesAreComparedByTheRest()
    {
        var old = Resource(Server, "a", "name: a", "prod");
        var diff = PlanDiffer.Between(OfStack("prod", old), OfStack("stage", Resource(Server, "a", "name: a", "stage")));

        Assert.True(diff.IsEmpty);
        Assert.Equal("prod", diff.Old.Header.Stack);
        Assert.Equal(Urn(Server, "a", "stage"), Assert.Single(diff.Steps).Old!.Urn);
    }

    [Fact]
    public void OutputsAreCompared()
    {
        var old = new PlanGraph(new("dev", "", "", null), [], PlanValues.Of("{ url: a, same: b }"));
        var plan = new PlanGraph(new("dev", "", "", null), [], PlanValues.Of("{ url: b, same: b }"));

        Assert.Equal("url", Assert.Single(PlanDiffer.Between(old, plan).Outputs).Path);
    }
}
