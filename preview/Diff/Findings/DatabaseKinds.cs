using Infra.Databases;

namespace Infra.Preview.Diff.Findings;

/// <summary>Kinds of objects of all database engines.</summary>
internal static class DatabaseKinds
{
    private static readonly Dictionary<string, ObjectKind> ByType = DatabaseEngines.All
        .SelectMany(engine => engine.ObjectKinds)
        .ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Kind whose operator is installed by a chart; null when an upgrade of the chart restarts no servers.</summary>
    public static ObjectKind? OfOperator(string chart) =>
        chart.Length == 0 ? null : ByType.Values.FirstOrDefault(kind => kind.OperatorChart == chart);

    /// <summary>Kind of a type; null when no engine has it.</summary>
    public static ObjectKind? Of(string type) => ByType.GetValueOrDefault(type);
}
