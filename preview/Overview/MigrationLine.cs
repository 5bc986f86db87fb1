using Infra.Migration;
using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Overview;

/// <summary>Place of a stack in its migration, on one line: its step, the gates that come before everything else, the data moves.</summary>
internal static class MigrationLine
{
    /// <summary>Makes the line; null where no phase is chosen.</summary>
    public static string? Of(SystemSpec system, PlanGraph plan)
    {
        var order = new StepOrder(system.Migration);
        if (order.PositionOf(system.Stack.Phase) is not { } at || at < 0)
        {
            return null;
        }

        List<string> gates =
        [
            .. plan.Resources.Where(resource => resource.Type == Gate.Token).Select(resource => resource.Name["gate-".Length..]),
        ];
        List<string> parts = [$"step {at + 1} of {order.Steps.Count} of the migration{(order.Steps[at].IsFinal ? ", final" : "")}"];
        if (gates.Count > 0)
        {
            parts.Add($"{(gates.Count == 1 ? "gate" : "gates")} before all else: {string.Join(", ", gates)}");
        }

        return string.Join("; ", parts);
    }
}
