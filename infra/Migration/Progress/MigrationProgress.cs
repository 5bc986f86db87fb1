using System.Collections.Immutable;

namespace Infra.Migration;

/// <summary>The place of a stack in its migration, as its own last successful run left it.</summary>
public sealed record MigrationProgress
{
    /// <summary>
    /// Whether the stack's outputs were read. False in a preview: every step before the chosen one is taken as made, unless
    /// <see cref="Phase"/> says otherwise.
    /// </summary>
    public bool IsRead { get; init; }

    /// <summary>Whether the stack was brought up before. Read outputs alone say so.</summary>
    public bool IsUp { get; init; }

    /// <summary>Whether the outputs of the cluster's owner say how its servers are reached. Defaults to true.</summary>
    public bool HasServers { get; init; } = true;

    /// <summary>
    /// The phase or step that the stack is at, by its outputs or, where these cannot say it, by <c>infra:phaseInForce</c>; null before the
    /// first one, and where it is not known.
    /// </summary>
    public string? Phase { get; init; }

    /// <summary>The phase or step in the stack's outputs, which the description may no longer know; null for none.</summary>
    public string? Recorded { get; init; }

    /// <summary>Whether <c>infra:phaseInForce</c> says where the stack is, and not its outputs. Defaults to false.</summary>
    public bool IsSaid { get; init; }

    /// <summary>Evidence of the criteria of passed gates, by <c>gate/criterion</c>.</summary>
    public IReadOnlyDictionary<string, string> Gates { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Records of data moves, by their names.</summary>
    public IReadOnlyDictionary<string, string> DataMoves { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Places of the stacks of other clusters that gates before the chosen step ask about, by environment.</summary>
    public IReadOnlyDictionary<string, OtherProgress> Others { get; init; } = ImmutableDictionary<string, OtherProgress>.Empty;

    /// <summary>The place that a preview assumes.</summary>
    /// <param name="from">The step that the stack comes from; null for the one before the chosen one.</param>
    public static MigrationProgress Assumed(string? from) => new() { Phase = from };
}
