using YamlDotNet.Core;

namespace Infra.Model.Yaml;

/// <summary>
/// Sets one setting in a YAML text and leaves every other character as it is: comments, order, quotes, line ends, maps in brackets. Own,
/// because the library writes a whole document anew.
/// </summary>
/// <param name="text">The text, one document that <see cref="YamlReader"/> reads without a problem.</param>
/// <param name="newLine">The line end of what is added.</param>
internal sealed class YamlEdit(string text, string newLine)
{
    private const string NameKey = "name";

    /// <summary>Index of the first changed character in the edited text.</summary>
    public int At { get; private set; }

    /// <summary>
    /// Sets a setting: replaces its value with the quotes it has, or adds it at the end of the innermost map or list of the path that is
    /// written.
    /// </summary>
    /// <param name="path">The way to the setting; its last step is a key.</param>
    /// <param name="value">The value, of one line and without quotes.</param>
    /// <returns>The edited text; null where the text is written in a form that this does not edit.</returns>
    public string? Set(IReadOnlyList<YamlStep> path, string value)
    {
        var container = YamlSpan.Read(text);
        var isInFlow = false;
        for (var step = 0; step < path.Count; step++)
        {
            // A list that replaces the one below it.
            if (path[step].IsEntry && container is { Entries.Count: 1 } && container.Find("replace") is { Value: { Items: not null } list })
            {
                container = list;
            }

            isInFlow |= container.IsFlow;
            if (Next(container, path[step]) is not { } next)
            {
                return Add(container, path, step, value, isInFlow);
            }

            if (step == path.Count - 1 || next.Value.IsNull)
            {
                return Replace(next.Key, next.Value, step == path.Count - 1 ? null : Flow(path, step + 1, value), value, isInFlow);
            }

            container = next.Value;
        }

        return null;
    }

    private static (YamlSpan Key, YamlSpan Value)? Next(YamlSpan container, YamlStep step)
    {
        if (!step.IsEntry)
        {
            return container.Find(step.Word);
        }

        foreach (var item in container.Items ?? [])
        {
            if (item.Find(NameKey) is { Value.Text: { } name } && name == step.Word)
            {
                return (item, item);
            }
        }

        return null;
    }

    private string? Replace(YamlSpan key, YamlSpan old, string? map, string value, bool isInFlow)
    {
        if (old.Text is null || old.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            return null;
        }

        if (old.Start < old.End)
        {
            return Put(old.Start, old.End, map ?? old.Style switch
            {
                ScalarStyle.SingleQuoted => $"'{value}'",
                ScalarStyle.DoubleQuoted => $"\"{value}\"",
                _ when old.IsNull => Scalar(value, isInFlow),
                _ => value,
            });
        }

        var colon = key.End;
        while (colon < text.Length && text[colon] == ' ')
        {
            colon++;
        }

        return colon < text.Length && text[colon] == ':'
            ? Put(colon + 1, colon + 1, $" {map ?? Scalar(value, isInFlow)}")
            : null;
    }

    private string? Add(YamlSpan container, IReadOnlyList<YamlStep> path, int step, string value, bool isInFlow)
    {
        if (path[step].IsEntry ? container.Items is null : container.Entries is null)
        {
            return null;
        }

        var isEmpty = container is { Items.Count: 0 } or { Entries.Count: 0 };
        if (container.IsFlow)
        {
            var added = path[step].IsEntry ? Entry(path, step, value) : Pair(path, step, value, isInFlow: true);
            var at = isEmpty ? container.Start + 1 : LastEnd(container);
            return Put(at, at, isEmpty ? added : $", {added}");
        }

        return isEmpty ? null : AddLine(container, path, step, value, isInFlow);
    }

    private string? AddLine(YamlSpan container, IReadOnlyList<YamlStep> path, int step, string value, bool isInFlow)
    {
        var first = container.Entries is { } entries ? entries[0].Key.Start : Dash(container.Items![0].Start);
        if (first < 0)
        {
            return null;
        }

        var indent = new string(' ', first - (text.AsSpan(0, first).LastIndexOf('\n') + 1));
        var added = path[step].IsEntry
            ? $"- {Entry(path, step, value)}"
            : step + 1 < path.Count && path[step + 1].IsEntry
                ? $"{path[step].Word}:{newLine}{indent}  - {Entry(path, step + 1, value)}"
                : Pair(path, step, value, isInFlow);
        // The end of the last value's line; a text block ends after its line end.
        var last = text.AsSpan(0, container.End).TrimEnd().Length;
        var lineEnd = text.AsSpan(last).IndexOfAny('\r', '\n');
        var at = lineEnd < 0 ? text.Length : last + lineEnd;
        return Put(at, at, newLine + indent + added);
    }

    private int Dash(int item)
    {
        var at = item - 1;
        while (at >= 0 && text[at] == ' ')
        {
            at--;
        }

        return at >= 0 && text[at] == '-' ? at : -1;
    }

    private static int LastEnd(YamlSpan container) => container.Items is { } items ? items[^1].End : container.Entries![^1].Value.End;

    private string Put(int start, int end, string part)
    {
        At = start + part.Length - part.TrimStart().Length;
        return string.Concat(text.AsSpan(0, start), part, text.AsSpan(end));
    }

    private static string Flow(IReadOnlyList<YamlStep> path, int step, string value) =>
        step == path.Count ? Scalar(value, isInFlow: true)
        : path[step].IsEntry ? $"[{Entry(path, step, value)}]"
        : $"{{{Pair(path, step, value, isInFlow: true)}}}";

    private static string Entry(IReadOnlyList<YamlStep> path, int step, string value) =>
        $"{{{NameKey}: {path[step].Word}, {Pair(path, step + 1, value, isInFlow: true)}}}";

    private static string Pair(IReadOnlyList<YamlStep> path, int step, string value, bool isInFlow) =>
        $"{path[step].Word}: {(step + 1 == path.Count ? Scalar(value, isInFlow) : Flow(path, step + 1, value))}";

    /// <summary>A colon inside a map in brackets ends an unquoted text for some readers.</summary>
    private static string Scalar(string value, bool isInFlow) => isInFlow ? $"\"{value}\"" : value;
}
