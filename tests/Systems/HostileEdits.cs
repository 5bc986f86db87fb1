using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Yaml;

namespace Infra.Tests.Systems;

/// <summary>
/// Hostile edits of the frozen systems, derived from the model: for each setting of each record the first place where it is written, or
/// could be, with one value of each kind.
/// </summary>
internal sealed class HostileEdits
{
    private static readonly (string Kind, string Value)[] Values =
    [
        ("nothing", ""),
        ("map", "{odd: [1]}"),
        ("list", "[[1]]"),
        ("word", "yes"),
        ("empty", "\"\""),
        ("negative", "-5"),
        ("zero", "0"),
        ("huge number", "99999999999999999999"),
        ("beyond 32 bits", "2147483648"),
        ("huge text", new string('x', 5000)),
        ("unknown unit", "5parsec"),
        ("huge quantity", "9999999Pi"),
        ("huge time", "106751991168d"),
        ("way out", "\"Bad_Name/../x\""),
        ("blanks", "\"Bad Bucket/..\""),
        ("shell", "\"$(reboot) `x` 'y' \\\"z\\\"; #\""),
        ("control", "\"a\\e[31m\\u0007b\""),
        ("line break", "\"a\\nb: c\""),
        ("direction mark", "\"a\\u202Eb\""),
        ("other script", "\"日本語\""),
        ("open quote", "\"abc"),
        ("alias", "*x"),
        ("reserved namespace", "kube-system"),
        ("reserved label", "node-role.kubernetes.io/worker"),
        ("reserved word", "default"),
        ("address", "0.0.0.0/0"),
        ("schedule", "\"60 25 31 2 7\""),
    ];

    // Prime to the number of values.
    private const int Stride = 5;

    private readonly Dictionary<string, (int Rank, string File, int Line, Func<string, string> Edit)> _places = [];

    /// <summary>Edits of all settings with all values, sorted by setting.</summary>
    public static IReadOnlyList<HostileEdit> All(string root)
    {
        var edits = new HostileEdits();
        foreach (var system in (string[])["community", "homelab", "product"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "stacks", system)).Order(StringComparer.Ordinal))
            {
                edits.Visit(root, Path.GetRelativePath(root, file));
            }
        }

        return
        [
            .. from place in edits._places.OrderBy(place => place.Key, StringComparer.Ordinal)
               from value in Values
               let at = place.Value
               select new HostileEdit(at.File, at.Line, place.Key, value.Kind, at.Edit(value.Value)),
        ];
    }

    /// <summary>
    /// Deterministic part of all edits: this number, of each setting about as many, and of the next setting other ones, so that each kind
    /// of value meets many settings.
    /// </summary>
    public static IReadOnlyList<HostileEdit> Some(string root, int number)
    {
        var settings = All(root).GroupBy(edit => edit.Setting).Select(setting => setting.ToArray()).ToArray();
        var some = new List<HostileEdit>();
        for (var at = 0; some.Count < number; at++)
        {
            var edits = settings[at % settings.Length];
            some.Add(edits[at * Stride % edits.Length]);
        }

        return some;
    }

    private void Visit(string root, string file)
    {
        var problems = new ProblemList();
        var map = SystemFiles.Read(root, file, problems);
        Assert.Equal(0, problems.Count);
        var lines = File.ReadAllLines(Path.Combine(root, file));
        Visit(file.EndsWith(SystemFiles.Migration, StringComparison.Ordinal) ? typeof(MigrationSpec) : typeof(SystemSpec), map!, lines);
    }

    private void Visit(Type type, YamlMap map, string[] lines)
    {
        foreach (var setting in RecordShape.Of(type).Settings.Values)
        {
            var entry = map.Find(setting.Key);
            if (setting.Property.IsDefined(typeof(SetByLoaderAttribute), inherit: false))
            {
                continue;
            }

            Add($"{Name(type)}.{setting.Key}", map, entry, setting.Key, lines);
            foreach (var below in entry?.Value switch
            {
                YamlMap one => [one],
                YamlSequence list => list.Items.OfType<YamlMap>(),
                _ => [],
            })
            {
                if (setting.ItemType == typeof(YamlFragment))
                {
                    Visit(typeof(SystemSpec), below, lines);
                }
                else if (setting.Form is null && !setting.IsMap)
                {
                    Visit(setting.ItemType, below, lines);
                }
            }
        }
    }

    private static string Name(Type type) =>
        type.Name.EndsWith("Spec", StringComparison.Ordinal) ? type.Name[..^"Spec".Length] : type.Name;

    // A place where the setting is written is better than one where it could be, and one where it is alone on its line is best.
    private void Add(string name, YamlMap map, YamlEntry? entry, string key, string[] lines)
    {
        var line = entry?.Position.Line ?? (map.Entries.Count > 0 ? map.Entries[0].Position.Line : 0);
        if (line == 0)
        {
            return;
        }

        var text = lines[line - 1];
        var place = (entry?.Value, entry) switch
        {
            (YamlScalar { IsEmpty: false } scalar, _) when scalar.Position.Line == line => Written(text, key, scalar),
            (null, null) => Missing(text, key, map.Entries[0]),
            _ => null,
        };
        if (place is var (rank, edit) && (!_places.TryGetValue(name, out var known) || known.Rank > rank))
        {
            _places[name] = (rank, map.Position.File, line, edit);
        }
    }

    private static (int Rank, Func<string, string> Edit)? Written(string text, string key, YamlScalar scalar)
    {
        // The first entry of that key with this value: other maps on the line may have the key too.
        var start = 0;
        do
        {
            start = text.IndexOf($"{key}: ", start, StringComparison.Ordinal) + key.Length + 2;
            if (start == key.Length + 1)
            {
                return null;
            }
        }
        while (!text[start..].TrimStart('"', '\'').StartsWith(scalar.Text, StringComparison.Ordinal));

        if (text[start] is '>' or '|')
        {
            return null;
        }

        if (text.LastIndexOf('{', start) < 0)
        {
            return (0, value => text[..start] + value);
        }

        var quote = text[start] is '"' or '\'' ? 2 : 0;
        var end = start + scalar.Text.Length + quote;
        return end <= text.Length ? (1, value => text[..start] + value + text[end..]) : null;
    }

    // In a map on one line before its first setting; in a block on a line of its own before it.
    private static (int Rank, Func<string, string> Edit)? Missing(string text, string key, YamlEntry first)
    {
        var at = text.IndexOf($"{first.Key}:", StringComparison.Ordinal);
        return at > 0 && text[at - 1] == '{' ? (2, value => $"{text[..at]}{key}: {value}, {text[at..]}")
            : at >= 0 && text[..at].Trim(' ', '-').Length == 0
                ? (3, value => $"{text[..at]}{key}: {value}\n{new string(' ', at)}{text[at..]}")
            : null;
    }
}
