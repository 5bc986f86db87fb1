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
