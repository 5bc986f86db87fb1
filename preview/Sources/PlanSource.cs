using Infra.Model;
using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>One side of a comparison, loaded.</summary>
/// <param name="Name">Name for people, as `prod:origin/main (1a2b3c4)`.</param>
/// <param name="Graph">Plan, or the deployed state in the form of one.</param>
public sealed record PlanSource(string Name, PlanGraph Graph)
{
    /// <summary>Described system; null for files, for cached plans and for plans that another version of the program made.</summary>
    public SystemSpec? System { get; init; }

    /// <summary>Described sections that the program does not build yet, or not as a whole.</summary>
    public IReadOnlyList<string> NotBuilt { get; init; } = [];

    /// <summary>Description, as the judgement of a change asks for it; null where the system is.</summary>
    public DescribedSide? Described => System is null ? null : new(System, NotBuilt);

    /// <summary>Findings about the comparison that need attention, one text each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Warnings of the described system, one text each; null where they are not known.</summary>
    public IReadOnlyList<string>? StackWarnings { get; init; }

    /// <summary>Deployed state that the graph shows; null for plans.</summary>
    internal DeployedState? State { get; init; }
}
