using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>
/// Regular expressions of the rules for texts, each created once. They are interpreted: a few names are checked per run, and code from
/// the source generator searches with vector instructions, which the runtime compiles again at every start (6 of 200 ms).
/// </summary>
internal static class Expressions
{
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <summary>Whether a text matches an expression.</summary>
    public static bool IsMatch(string expression, string text) =>
        Known.GetOrAdd(expression, static expression => new Regex(expression, RegexOptions.CultureInvariant)).IsMatch(text);
}
