namespace Infra.Model.Yaml;

/// <summary>
/// Folds one piece of YAML onto another. Maps merge by key, lists of things with a <c>name</c> merge by it and keep the
/// order of the lower piece, new ones last; other lists and single values are replaced. <c>null</c> takes a key away, so
/// that its default holds again; <c>remove: true</c> beside a <c>name</c> takes an entry away; <c>{replace: [...]}</c>
/// instead of a list replaces it as a whole. Nothing is positional.
/// </summary>
public static class YamlFold
{
    private const string NameKey = "name";
    private const string RemoveKey = "remove";
    private const string ReplaceKey = "replace";

    /// <summary>Folds a piece onto another.</summary>
    /// <param name="lower">What is there.</param>
    /// <param name="upper">What is folded onto it; its positions win.</param>
    /// <param name="problems">Takes what is wrong: removing what is not there, a name twice.</param>
    public static YamlMap Fold(YamlMap lower, YamlMap upper, ProblemList problems)
    {
        var entries = new List<YamlEntry>(lower.Entries);
        foreach (var entry in upper.Entries)
        {
            var at = entries.FindIndex(other => other.Key == entry.Key);
            var below = at < 0 ? null : entries[at].Value;
            if (entry.Value is YamlScalar { IsNull: true })
            {
                if (at >= 0)
                {
                    entries.RemoveAt(at);
                }

                continue;
            }

            var folded = entry with { Value = FoldNode(below, entry.Value, problems) };
            if (at < 0)
            {
                entries.Add(folded);
            }
            else
            {
                entries[at] = folded;
            }
        }

        return new YamlMap(entries, upper.Position);
    }

    private static YamlNode FoldNode(YamlNode? lower, YamlNode upper, ProblemList problems) => (lower, upper) switch
    {
        (_, YamlMap map) when IsReplacement(map, out var list) => FoldNode(null, list, problems),
        (YamlMap below, YamlMap above) => Fold(below, above, problems),
        (null, YamlMap above) => Fold(new YamlMap([], above.Position), above, problems),
        (YamlSequence below, YamlSequence { IsNamed: true } above) when below.IsNamed || below.Items.Count == 0 => FoldNamed(below, above, problems),
        (_, YamlSequence { IsNamed: true } above) => FoldNamed(new YamlSequence([], above.Position), above, problems),
        _ => upper,
    };

    private static bool IsReplacement(YamlMap map, out YamlSequence list)
    {
        list = map is { Entries: [{ Key: ReplaceKey, Value: YamlSequence items }] } ? items : new YamlSequence([], map.Position);
        return map is { Entries: [{ Key: ReplaceKey, Value: YamlSequence }] };
    }

    private static YamlSequence FoldNamed(YamlSequence lower, YamlSequence upper, ProblemList problems)
    {
        var items = lower.Items.Cast<YamlMap>().ToList();
        var seen = new Dictionary<string, Position>();
        foreach (var item in upper.Items.Cast<YamlMap>())
        {
            var name = item.Text(NameKey)!;
            if (!seen.TryAdd(name, item.Position))
            {
                problems.Add(item.Position, $"'{name}' is in the list twice", $"names are unique; the first is on line {seen[name].Line}");
                continue;
            }

            var at = items.FindIndex(other => other.Text(NameKey) == name);
            if (item.Find(RemoveKey) is { } removal)
            {
                Remove(items, at, item, removal, problems);
            }
            else if (at < 0)
            {
                items.Add(Fold(new YamlMap([], item.Position), item, problems));
            }
            else
            {
                items[at] = Fold(items[at], item, problems);
            }
        }

        return new YamlSequence(items, upper.Position);
    }

    private static void Remove(List<YamlMap> items, int at, YamlMap item, YamlEntry removal, ProblemList problems)
    {
        var name = item.Text(NameKey);
        if (removal.Value is not YamlScalar { Text: "true" } || item.Entries.Count != 2)
        {
            problems.Add(removal.Position, $"'{RemoveKey}' beside other settings of '{name}'", $"an entry is taken away by its name and {RemoveKey}: true, nothing else");
        }
        else if (at < 0)
        {
            var known = string.Join(", ", items.Select(other => other.Text(NameKey)));
            problems.Add(item.Position, $"'{name}' cannot be removed: it is not there", known.Length == 0 ? "the list is empty" : $"there are {known}");
        }
        else
        {
            items.RemoveAt(at);
        }
    }
}
