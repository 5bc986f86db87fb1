using Infra.Migration;
using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Tests.Migration;

/// <summary>Order of a step in the graph: its gates come before everything that it changes.</summary>
internal static class MigrationOrder
{
    private const string Command = "command:remote:Command";

    /// <summary>Finds the resources that a step changes and that do not wait for one of its gates.</summary>
    /// <param name="before">Plan of the step before.</param>
    /// <param name="plan">Plan of the step.</param>
    /// <param name="gates">Names of the gates that must have passed before the step, and that ask the stack's cluster.</param>
    public static IReadOnlyList<string> BesideTheirGates(PlanGraph before, PlanGraph plan, IEnumerable<string> gates)
    {
        var problems = new List<string>();
        var changed = PlanDiffer.Between(before, plan).Changed
            .Where(step => step.New is not null)
            .Select(step => step.Resource)
            .Where(resource => !resource.IsStack && !IsOfAGate(plan, resource) && !IsRead(resource))
            .ToList();
        foreach (var gate in gates)
        {
            var command = plan.Resources.SingleOrDefault(
                one => one.Type == Command && IsOfAGate(plan, one) && one.Name == $"gate-{gate}-command");
            if (command is null)
            {
                problems.Add($"the gate {gate} has no command");
                continue;
            }

            var after = After(plan, command);
            problems.AddRange(changed.Where(one => !after.Contains(one.Urn)).Select(one => $"{one.Urn} does not wait for the gate {gate}"));
        }

        return problems;
    }

    /// <summary>Finds what a gate waits for beside earlier gates and the outputs that were read.</summary>
    /// <param name="plan">Plan of the step.</param>
    public static IReadOnlyList<string> NeedsOfGates(PlanGraph plan) =>
    [
        .. from resource in plan.Resources
           where IsOfAGate(plan, resource)
           from needed in resource.DependsOn
           where plan.Find(needed) is not { } found || !(IsOfAGate(plan, found) || IsRead(found))
           select $"{resource.Urn} waits for {needed}",
    ];

    /// <summary>URNs of the resources that depend on one, directly or not.</summary>
    public static HashSet<string> After(PlanGraph plan, PlanResource first)
    {
        var users = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var resource in plan.Resources)
        {
            foreach (var needed in resource.DependsOn)
            {
                if (!users.TryGetValue(needed, out var list))
                {
                    users.Add(needed, list = []);
                }

                list.Add(resource.Urn);
            }
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([first.Urn]);
        while (open.TryPop(out var urn))
        {
            foreach (var user in users.GetValueOrDefault(urn, []))
            {
                if (found.Add(user))
                {
                    open.Push(user);
                }
            }
        }

        return found;
    }

    /// <summary>Whether a resource is a gate, or a part of one.</summary>
    public static bool IsOfAGate(PlanGraph plan, PlanResource resource) =>
        resource.Type == Gate.Token || (resource.Parent is { } parent && plan.Find(parent) is { } above && above.Type == Gate.Token);

    private static bool IsRead(PlanResource resource) => resource.Type == "pulumi:pulumi:StackReference";
}
