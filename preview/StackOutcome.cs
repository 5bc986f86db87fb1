using Infra.Preview.Graph;

namespace Infra.Preview;

/// <summary>What previewing one stack gave.</summary>
public sealed record StackOutcome
{
    /// <summary>The plan; null when problems stand in its way.</summary>
    public PlanGraph? Graph { get; init; }

    /// <summary>What is wrong with the model or the program, one text each; empty when there is a plan.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What somebody should look at, one text each; it stops nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The secrets `pulumi up` will ask for, one command line each.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>The parts of the described system that nothing in the program consumes yet.</summary>
    public IReadOnlyList<string> Unconsumed { get; init; } = [];
}
