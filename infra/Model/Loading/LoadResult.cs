using System.Diagnostics.CodeAnalysis;
using Infra.Model.Capacity;

namespace Infra.Model.Loading;

/// <summary>A loaded system, or what is wrong with it.</summary>
public sealed record LoadResult
{
    /// <summary>The system; null when it could not be read. With errors in <see cref="Problems"/> it is not fit to be planned.</summary>
    public SystemSpec? Spec { get; init; }

    /// <summary>All that is wrong: errors first, then warnings, each by file and line.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>Position of each record in the files.</summary>
    public SourceMap Sources { get; init; } = new();

    /// <summary>Capacity of the stack's cluster; null where the other stacks of the system were not read.</summary>
    public CapacityReport? Capacity { get; init; }

    /// <summary>The system can be planned; warnings may remain.</summary>
    [MemberNotNullWhen(true, nameof(Spec))]
    public bool Succeeded => Spec is not null && !Problems.Any(problem => problem.Level == ProblemLevel.Error);
}
