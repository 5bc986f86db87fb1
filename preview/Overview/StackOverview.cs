using Infra.Model;
using Infra.Preview.Cost;
using Infra.Preview.Graph;

namespace Infra.Preview.Overview;

/// <summary>Stack on one screen: nodes, platform, hosts, apps, databases, Docker hosts, backups and cost.</summary>
public sealed record StackOverview
{
    /// <summary>Identity of the plan.</summary>
    public required PlanHeader Header { get; init; }

    /// <summary>Number of planned resources, without components.</summary>
    public required int Resources { get; init; }

    /// <summary>Number of the components that group them.</summary>
    public required int Components { get; init; }

    /// <summary>Number of resources that are protected.</summary>
    public required int Protected { get; init; }

    /// <summary>Place in the migration, with the gates and data moves in the plan; null where no phase is chosen.</summary>
    public string? Migration { get; init; }

    /// <summary>Sections that have something to show.</summary>
    public required IReadOnlyList<OverviewSection> Sections { get; init; }

    /// <summary>Monthly cost.</summary>
    public required MonthlyCost Cost { get; init; }

    /// <summary>Figures of the described plan beside it; null where none are described, or the stack pays for nothing.</summary>
    public CostSpec? DescribedCost { get; init; }

    /// <summary>Makes the overview of a stack.</summary>
    /// <param name="system">Described system.</param>
    /// <param name="plan">Plan of the same stack.</param>
    public static StackOverview Of(SystemSpec system, PlanGraph plan)
    {
        var planned = plan.Resources.Where(resource => resource is { IsComponent: false, IsStack: false }).ToList();
        var cost = MonthlyCost.Of(plan, system);
        OverviewSection[] sections =
        [
            ClusterSections.Nodes(system, plan),
            ClusterSections.Platform(system, plan),
            TrafficSection.Of(system),
            AppSection.Of(system),
            DatabaseSection.Of(system),
            DockerSection.Of(system),
            BackupSection.Of(system),
        ];
        return new()
        {
            Header = plan.Header,
            Resources = planned.Count,
            Components = plan.Resources.Count(resource => resource.IsComponent),
            Protected = planned.Count(resource => resource.Protect),
            Migration = MigrationLine.Of(system, plan),
            Sections = [.. sections.Where(section => section.Rows.Count > 0)],
            Cost = cost,
            DescribedCost = system.Cost.Items.Count > 0 && cost.Lines.Any(line => line.Sum is not null) ? system.Cost : null,
        };
    }
}
