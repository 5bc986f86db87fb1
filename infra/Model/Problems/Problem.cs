using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>Something wrong with a described system.</summary>
/// <param name="Position">Where.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Right">What would be right.</param>
/// <param name="Level">How much it matters.</param>
public sealed record Problem(Position Position, string Wrong, string Right, ProblemLevel Level = ProblemLevel.Error)
{
    /// <summary><c>file:line: what is wrong; what would be right</c>.</summary>
    public override string ToString() => $"{Position}: {(Level == ProblemLevel.Warning ? "warning: " : "")}{Wrong}; {Right}";
}
