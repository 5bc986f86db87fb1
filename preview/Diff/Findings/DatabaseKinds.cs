using Infra.Databases;

namespace Infra.Preview.Diff.Findings;

/// <summary>Kinds of objects of all database engines.</summary>
internal static class DatabaseKinds
{
    private static readonly Dictionary<string, ObjectKind> ByType = DatabaseEngines.All
        .SelectMany(engine => engine.ObjectKinds)
        .ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Charts of operators whose upgrade restarts the instances of their servers.</summary>
    public static IReadOnlySet<string> OperatorCharts { get; } =
        ByType.Values.Select(kind => kind.OperatorChart).Where(chart => chart.Length > 0).ToHashSet(StringComparer.Ordinal);

    /// <summary>Kind of a type; null when no engine has it.</summary>
    public static ObjectKind? Of(string type) => ByType.GetValueOrDefault(type);
}
