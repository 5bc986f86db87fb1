using System.Collections.Concurrent;
using Infra.Preview.Phases;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Phases;

/// <summary>Migration ladders of the frozen stacks, each planned once.</summary>
internal static class Ladders
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<PhaseLadder>>> Known = [];

    /// <summary>Names of the frozen stacks whose system has a migration.</summary>
    public static TheoryData<string> Stacks() =>
        [.. FrozenSystems.Stacks.Where(stack => Described.StackOf(stack).Migration.Phases.Count > 0)];

    /// <summary>Plans the migration of a frozen stack.</summary>
    public static Task<PhaseLadder> OfAsync(string stack) =>
        Known.GetOrAdd(stack, name => new(() => PhaseLadder.PlanAsync(FrozenSystems.Root, name))).Value;

    /// <summary>Step of a name.</summary>
    public static LadderStep Step(this PhaseLadder ladder, string name) => Assert.Single(ladder.Steps, step => step.Name == name);
}
