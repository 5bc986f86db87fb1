using System.Collections.Immutable;

namespace Infra.Migration;

/// <summary>The place of another stack in the migration, whose environment has a cluster of its own.</summary>
/// <param name="Stack">The stack's name; empty where no config file names the environment.</param>
public sealed record OtherProgress(string Stack)
{
    /// <summary>The phase or step that the stack is at; null before the first one, and where it is not known.</summary>
    public string? Phase { get; init; }

    /// <summary>
    /// Evidence of the criteria of gates that the stack passed, by <c>gate/criterion</c>. Null (default) where no evidence is known, and
    /// its phase alone says what it passed: in a check of the description.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Gates { get; init; }

    /// <summary>The backend's reason for not giving the stack's outputs; null (default) when it gives them.</summary>
    public string? Failure { get; init; }

    /// <summary>The place of a stack whose outputs cannot be read.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="failure">The backend's reason.</param>
    public static OtherProgress Unknown(string stack, string failure) =>
        new(stack) { Failure = failure, Gates = ImmutableDictionary<string, string>.Empty };
}
