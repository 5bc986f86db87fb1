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

        var planned = plan.Resources.Where(resource => resource.Type == Gate.Token).Select(resource => resource.Name)
            .ToHashSet(StringComparer.Ordinal);
        string[] gates = [.. order.GatesBefore(at).Select(gate => gate.Name).Where(name => planned.Contains($"gate-{name}"))];
        var moves = plan.Resources.Count(resource => resource.Type == DataMove.Token);
        List<string> parts = [$"step {at + 1} of {order.Steps.Count}{(order.Steps[at].IsFinal ? ", final" : "")}"];
        if (gates.Length > 0)
        {
            parts.Add($"{(gates.Length == 1 ? "gate" : "gates")} before all else: {string.Join(", ", gates)}");
        }

        if (moves > 0)
        {
            parts.Add(moves == 1 ? "1 data move" : $"{moves} data moves");
        }

        return string.Join("; ", parts);
    }
}
