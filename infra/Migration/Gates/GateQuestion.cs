using Infra.Model;

namespace Infra.Migration;

/// <summary>A criterion of a gate as the program asks it. Plain data.</summary>
public sealed record GateQuestion
{
    /// <summary>Name of the gate.</summary>
    public required string Gate { get; init; }

    /// <summary>The criterion.</summary>
    public required CriterionSpec Criterion { get; init; }

    /// <summary>The place in which it is decided.</summary>
    public required GateSource Source { get; init; }

    /// <summary>The question, as a text for people.</summary>
    public required string Asked { get; init; }

    /// <summary>The answer that lets the next step begin, as a text for people.</summary>
    public required string Required { get; init; }

    /// <summary>Arguments of the check's function in the script. Empty (default) for one that the script does not ask.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Time in which the script has the answer. Defaults to none.</summary>
    public TimeSpan Bound { get; init; }

    /// <summary>Whether it is a rehearsal that disturbs what it asks about; it comes last, and only when all others hold.</summary>
    public bool Disturbs { get; init; }

    /// <summary>Script with further functions of the check, as <c>NodeStep</c> names it. Null (default) for none.</summary>
    public string? Library { get; init; }

    /// <summary>
    /// The stack that asks it, for <see cref="GateSource.OtherStack"/>: empty where no stack has the environment. Null (default) elsewhere.
    /// </summary>
    public string? Stack { get; init; }

    /// <summary>Key of its evidence: <c>gate/criterion</c>.</summary>
    public string Key => $"{Gate}/{Criterion.Name}";
}
