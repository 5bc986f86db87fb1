using Infra.Model;
using Infra.Monitoring;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

/// <summary>The alert rules of a system that has a source of every alert.</summary>
internal static class PlannedAlerts
{
    /// <summary>
    /// Production of the frozen community system after its migration, with the usual alerts.
    /// </summary>
    public static SystemSpec System { get; } = Everything();

    /// <summary>The rules.</summary>
    public static IReadOnlyList<AlertRule> Rules { get; } = Of(System);

    /// <summary>The rules of a system.</summary>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system) =>
        [.. StackParts.All.Where(part => part.IsIn(system)).SelectMany(part => part.Alerts(system))];

    private static SystemSpec Everything()
    {
        var system = StackLoad.Load(FrozenSystems.Root, "prod", "3-decommission").Result.Spec!;
        return system with { Observability = system.Observability with { Alerts = [] } };
    }
}
