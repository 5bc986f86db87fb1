using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Invariants on the frozen systems: each holds, applies to a resource, and can fail.</summary>
public sealed class InvariantTests
{
    private static readonly Lazy<Task<PlannedStack>> WithEveryEngine = new(async () =>
    {
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"));
        return new(system, await DatabaseSystems.PlanAsync(system));
    });

    public static TheoryData<string> Names() => [.. AllInvariants.ByName.Keys];

    public static TheoryData<string, string> NamesAndStacks()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in AllInvariants.ByName.Keys)
        {
            foreach (var stack in FrozenSystems.Stacks)
            {
                data.Add(name, stack);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(NamesAndStacks))]
    public async Task FrozenStackKeepsInvariant(string name, string stack) =>
        Problems.None(AllInvariants.ByName[name].Check(await Plans.StackAsync(FrozenSystems.Root, stack)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task StackWithEveryDatabaseEngineKeepsInvariant(string name) =>
        Problems.None(AllInvariants.ByName[name].Check(await WithEveryEngine.Value));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task CounterexampleBreaksInvariant(string name)
    {
        var invariant = AllInvariants.ByName[name];
        var stacks = await Task.WhenAll(FrozenSystems.Stacks.Select(stack => Plans.StackAsync(FrozenSystems.Root, stack)));
        var (stack, subject) = stacks.Select(stack => (Stack: stack, Subject: invariant.Subjects(stack).FirstOrDefault()))
            .FirstOrDefault(found => found.Subject is not null);

        Assert.True(subject is not null, "no frozen stack has a resource that the rule is about");
        Assert.Contains(
            invariant.Check(invariant.Broken(stack, subject)), problem => problem.StartsWith($"{subject.Urn}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryStatefulTypeIsPlanned()
    {
        var planned = (await WithEveryEngine.Value).Plan.Resources.Concat((await Plans.OfAsync("dev")).Resources)
            .Select(resource => resource.Type);

        Assert.Equal([], ResourceInvariants.Stateful.Except(planned));
    }
}
