using Infra.Model;
using Infra.Model.Capacity;
using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Preview;

/// <summary>Result of checking or previewing one stack.</summary>
public sealed record StackOutcome
{
    /// <summary>The described system; null when it cannot be read.</summary>
    public SystemSpec? System { get; init; }

    /// <summary>The plan; null when there are problems.</summary>
    public PlanGraph? Graph { get; init; }

    /// <summary>Errors in the model or the program, one text each; empty when there is a plan.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether the problems are those of the stack whose cluster this one lives in, in that stack's own phase.</summary>
    public bool IsBlockedByOwner { get; init; }

    /// <summary>Findings that need attention but do not prevent the plan, one text each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Secrets that `pulumi up` will require, one command line each.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>Parts of the described system that no part of the program uses yet.</summary>
    public IReadOnlyList<string> Unconsumed { get; init; } = [];

    /// <summary>Capacity of the stack's cluster; null where the other stacks of the cluster were not read.</summary>
    public CapacityReport? Capacity { get; init; }

    /// <summary>Description, as the judgement of a change asks for it; null when the system cannot be read.</summary>
    public DescribedSide? Described => System is null ? null : new(System, Unconsumed);
}
