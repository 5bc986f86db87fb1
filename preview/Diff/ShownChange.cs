using System.Globalization;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Changed property as lines: `path: old -> new` with its consequence, or a path with the lines of a text diff.</summary>
public sealed class ShownChange
{
    /// <summary>Mark of a context line of a text diff; a space is the mark of what is no part of one.</summary>
    public const char Context = '=';

    /// <summary>Characters of a value that are shown.</summary>
    private const int Longest = 100;

    /// <summary>Lines of a text diff that are shown.</summary>
    private const int MostLines = 60;

    private static readonly char[] Separators = [' ', '=', ':', '/', '-'];

    /// <summary>Makes the lines.</summary>
    /// <param name="change">Changed property.</param>
    public ShownChange(PropertyChange change)
    {
        var effect = Effect(change);
        var texts = change.Lines;
        if (change.IsSecret)
        {
            Lines = [new(' ', $"{change.Path}: secret changed{effect}")];
        }
        else if (DiffersInDigest(change))
        {
            IsDigest = true;
            Lines = [new(' ', $"{change.Path}: another digest{effect}")];
        }
        else if (texts.Count > 0)
        {
            Lines =
            [
                new(' ', $"{change.Path}:{effect}"),
                .. Hunks(texts),
            ];
        }
        else
        {
            Lines = [new(' ', Value(change) + effect)];
        }
        // Context lines may name the resource itself; what is new and what is gone decides whether two changes are alike.
        Key = string.Join('\n', Lines.Where((line, i) => i == 0 || line.Mark is '+' or '-').Select(line => $"{line.Mark}{line.Text}"));
    }

    /// <summary>Whether the values differ in a digest alone, which says nothing beside the text that it is made of.</summary>
    public bool IsDigest { get; }

    /// <summary>Lines.</summary>
    public IReadOnlyList<TextLine> Lines { get; }

    /// <summary>Text that equal changes of several resources share.</summary>
    public string Key { get; }

    /// <summary>Lines of a text diff: gaps between changes are marked, those before the first and after the last are not.</summary>
    private static IEnumerable<TextLine> Hunks(IReadOnlyList<TextLine> texts)
    {
        var first = texts[0].Mark == '@' ? 1 : 0;
        var last = texts[^1].Mark == '@' ? texts.Count - 1 : texts.Count;
        for (var i = first; i < last; i++)
        {
            if (i - first == MostLines)
            {
                yield return new('@', $"{last - i} more lines");
                yield break;
            }
            yield return texts[i] switch
            {
                { Mark: '@' } => new('@', ""),
                { Mark: ' ' } line => new(Context, Cut(line.Text)),
                var line => line with { Text = Cut(line.Text) },
            };
        }
    }

    /// <summary>Value on one line, cut where it is long.</summary>
    /// <param name="value">Value; null for none.</param>
    public static string Shown(PlanValue? value) => Cut(Whole(value));

    private static string Value(PropertyChange change) => change.Kind switch
    {
        ChangeKind.Added => $"{change.Path}: added {Shown(change.New)}",
        ChangeKind.Removed => $"{change.Path}: removed {Shown(change.Old)}",
        ChangeKind.Reordered => $"{change.Path}: another order of the same items",
        // A whole text beside a placeholder: how long it is says more than how it begins.
        _ when IsPlaceholder(change.Old) || IsPlaceholder(change.New) => $"{change.Path}: {Sized(change.Old)} -> {Sized(change.New)}",
        _ => $"{change.Path}: {Shown(change.Old)} -> {Shown(change.New)}",
    };

    private static bool IsPlaceholder(PlanValue? value) =>
        value is { Kind: PlanValueKind.Text, Text: PlanValue.UnknownText or PlanValue.SecretText };

    private static string Sized(PlanValue? value)
    {
        if (value is not { Kind: PlanValueKind.Text } || LineCount(value.Text) is not (> 1 and var lines))
        {
            return Shown(value);
        }
        return $"{(value.Text.StartsWith("#!", StringComparison.Ordinal) ? "script" : "text")} of {lines} lines";
    }

    private static int LineCount(string text) => text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    private static string Effect(PropertyChange change)
    {
        var note = change.Rule is { Note.Length: > 0 } rule ? $": {rule.Note}" : "";
        return change.Effect switch
        {
            ChangeEffect.Replace => $"  (forces replacement{note})",
            ChangeEffect.Refused => $"  (refused{note})",
            ChangeEffect.Ignored when change.KeepsMeaning => "  (means the same)",
            // Options are kept in the state alone, and their change has no rule.
            ChangeEffect.Ignored when change.Rule is null => "",
            ChangeEffect.Ignored => "  (ignored)",
            _ => change.KeepsMeaning ? "  (means the same)" : note.Length > 0 ? $"  ({note[2..]})" : "",
        };
    }

    /// <summary>Whether the values differ in a digest alone, as the command of a step whose script has changed.</summary>
    private static bool DiffersInDigest(PropertyChange change) =>
        change is { Kind: ChangeKind.Changed, Old: { Kind: PlanValueKind.Text } old, New: { Kind: PlanValueKind.Text } now }
        && old.Text.Length < Longest && now.Text.Length < Longest
        && old.Text.Split(Separators) is var words && now.Text.Split(Separators) is var others && words.Length == others.Length
        && words.Zip(others).All(pair => pair.First == pair.Second || (IsHex(pair.First) && IsHex(pair.Second)));

    private static bool IsHex(string word) => word.Length is >= 16 and <= 64 && word.All(char.IsAsciiHexDigitLower);

    private static string Whole(PlanValue? value) => value switch
    {
        null or { Kind: PlanValueKind.None } => "none",
        { Kind: PlanValueKind.Number } => value.Number.ToString(CultureInfo.InvariantCulture),
        { Kind: PlanValueKind.List } => $"[{string.Join(", ", value.Items.Select(Whole))}]",
        { Kind: PlanValueKind.Map } => $"{{{string.Join(", ", value.Keys.Zip(value.Items, (key, item) => $"{key}: {Whole(item)}"))}}}",
        _ when value.Text.Length == 0 => "\"\"",
        _ when value.Text.Contains('\n', StringComparison.Ordinal) =>
            $"{value.Text.AsSpan(0, value.Text.IndexOf('\n', StringComparison.Ordinal))}... "
                + $"({LineCount(value.Text)} lines)",
        _ => value.Text,
    };

    private static string Cut(string text) => text.Length <= Longest ? text : $"{text[..CutAt(text)]}... ({text.Length} characters)";

    private static int CutAt(string text) => char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
}
