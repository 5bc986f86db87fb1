using System.Text.RegularExpressions;

namespace Infra.Tests.Support;

/// <summary>
/// Names of metrics that the sources serve, from <c>tests/Platform/Monitors/metrics</c>: one file per source, one name per line, with the
/// type where its series have further names (<c>histogram</c>, <c>summary</c>).
/// </summary>
internal static partial class KnownMetrics
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "unless", "bool", "offset", "start", "end", "inf", "nan", "atan2",
    };

    private static readonly HashSet<string> Groupings = new(StringComparer.OrdinalIgnoreCase)
    {
        "by", "without", "on", "ignoring", "group_left", "group_right",
    };

    /// <summary>The names, with those of the series of histograms and summaries.</summary>
    public static IReadOnlySet<string> All { get; } = Read();

    /// <summary>The names of metrics in a PromQL expression, each once, in order.</summary>
    /// <param name="expression">The expression.</param>
    public static IReadOnlyList<string> In(string expression)
    {
        var names = new List<string>();
        var tokens = Token().Matches(expression).Select(match => match.Value).Where(token => token[0] is not ('#' or '"' or '\'' or '`'));
        var all = tokens.ToArray();
        for (var at = 0; at < all.Length; at++)
        {
            var next = at + 1 < all.Length ? all[at + 1] : "";
            if (all[at] == "{")
            {
                at = Array.IndexOf(all, "}", at) is var end and >= 0 ? end : all.Length;
            }
            else if (all[at] == "[")
            {
                at = Array.IndexOf(all, "]", at) is var end and >= 0 ? end : all.Length;
            }
            else if (Groupings.Contains(all[at]))
            {
                if (next == "(")
                {
                    at = Array.IndexOf(all, ")", at) is var end and >= 0 ? end : all.Length;
                }
            }
            else if (IsName(all[at]) && !Words.Contains(all[at]) && !IsCall(next) && !names.Contains(all[at]))
            {
                names.Add(all[at]);
            }
        }

        return names;
    }

    /// <summary>The names in an expression that no source serves.</summary>
    /// <param name="expression">The expression.</param>
    public static IReadOnlyList<string> UnknownIn(string expression) => [.. In(expression).Where(name => !All.Contains(name))];

    private static bool IsName(string token) => token[0] is '_' or ':' || char.IsAsciiLetter(token[0]);

    // An aggregation may name its labels before its operand.
    private static bool IsCall(string next) => next == "(" || next is "by" or "without";

    private static HashSet<string> Read()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Repository.File("tests", "Platform", "Monitors", "metrics"), "*.txt"))
        {
            foreach (var line in File.ReadLines(file).Where(line => !line.StartsWith('#')))
            {
                var parts = line.Split(' ');
                names.Add(parts[0]);
                if (parts.Length > 1)
                {
                    names.UnionWith([$"{parts[0]}_sum", $"{parts[0]}_count"]);
                    if (parts[1] == "histogram")
                    {
                        names.Add($"{parts[0]}_bucket");
                    }
                }
            }
        }

        return names;
    }

    // Comments, texts, numbers with units, names, and single signs.
    [GeneratedRegex("""
        \#[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | `[^`]*` | (?:0[xX][0-9a-fA-F]+|[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?[a-z0-9]*)
        | [a-zA-Z_:][a-zA-Z0-9_:]* | [^\s]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
