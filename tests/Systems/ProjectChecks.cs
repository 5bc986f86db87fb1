using Infra.Preview;
using Infra.Tests.Invariants;
using Infra.Tests.Schemas;
using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>Checks of the systems of any project, whatever they describe.</summary>
internal static class ProjectChecks
{
    /// <summary>Loads every stack in every phase of its migration; returns the errors.</summary>
    public static IReadOnlyList<string> Load(string root) =>
    [
        .. from stack in StackPreview.Stacks(root)
           from phase in StackPreview.Phases(root, stack).Cast<string?>().Prepend(null)
           from problem in StackPreview.Check(root, stack, phase).Problems
           select $"{stack} in {phase ?? "its own phase"}: {problem}",
    ];

    /// <summary>Checks every invariant of every stack.</summary>
    public static async Task<IReadOnlyList<string>> CheckInvariantsAsync(string root)
    {
        var stacks = await StacksAsync(root);
        return
        [
            .. from invariant in AllInvariants.ByName
               from stack in stacks
               from problem in invariant.Value.Check(stack)
               select $"{invariant.Key}: {problem}",
            .. OwnershipTests.Shared(stacks.Select(stack => stack.Plan)),
        ];
    }

    /// <summary>Checks every object and every chart value, as far as the schemas of the described versions are available.</summary>
    public static async Task<IReadOnlyList<string>> CheckSchemasAsync(string root)
    {
        List<string> findings = [];
        foreach (var stack in await StacksAsync(root))
        {
            if (KubernetesSchemas.Has(PlanSchemas.MinorOf(stack)))
            {
                findings.AddRange(await PlanSchemas.CheckObjectsAsync(stack));
                findings.AddRange(await PlanSchemas.CheckNamespacesAsync(stack));
            }

            findings.AddRange(
                await PlanSchemas.CheckChartsAsync(
                    PlanSchemas.ChartsOf(stack).Where(use => ChartData.Find(use.Chart, use.Version) is not null)));
        }

        return findings;
    }

    private static Task<PlannedStack[]> StacksAsync(string root) =>
        Task.WhenAll(StackPreview.Stacks(root).Select(stack => Plans.StackAsync(root, stack)));
}
