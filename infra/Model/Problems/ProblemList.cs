using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>Collects problems, so that all are reported at once.</summary>
public sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    /// <summary>Whether some problem is an error.</summary>
    public bool HasErrors => _problems.Exists(problem => problem.Level == ProblemLevel.Error);

    /// <summary>Number of problems.</summary>
    public int Count => _problems.Count;

    /// <summary>Adds an error of a file or a piece of it.</summary>
    public void Add(Position position, string wrong, string right) => Add(position, "", wrong, right);

    /// <summary>Adds an error of a setting.</summary>
    public void Add(Position position, string setting, string wrong, string right) =>
        _problems.Add(new Problem(position, setting, wrong, right));

    /// <summary>Adds a warning of a setting.</summary>
    public void Warn(Position position, string setting, string wrong, string right) =>
        _problems.Add(new Problem(position, setting, wrong, right, ProblemLevel.Warning));

    /// <summary>Adds problems found elsewhere.</summary>
    public void AddRange(IEnumerable<Problem> problems) => _problems.AddRange(problems);

    /// <summary>The problems, each once: errors before warnings, then by file and line.</summary>
    public IReadOnlyList<Problem> Sorted() => _problems.Count < 2
        ? _problems
        : [.. _problems.DistinctBy(problem => problem.ToString())
            .OrderBy(problem => (int)problem.Level)
            .ThenBy(problem => problem.Position.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Position.Line)];
}
