namespace Infra.Model.Yaml;

/// <summary>
/// Folds one piece of YAML onto another. Maps merge by key, lists of things with a <c>name</c> merge by it and keep the
/// order of the lower piece, new ones last; other lists and single values are replaced. <c>null</c> takes a key away, so
/// that its default holds again; <c>remove: true</c> beside a <c>name</c> takes an entry away; <c>{replace: [...]}</c>
/// instead of a list replaces it as a whole. Nothing is positional. Own, because no library merges lists by name.
/// </summary>
public static class YamlFold
{
    /// <summary>Key that takes an entry out of a list.</summary>
    internal const string RemoveKey = "remove";

    private const string NameKey = "name";
    private const string ReplaceKey = "replace";

    /// <summary>Folds a piece onto another; the time it takes grows with the number of entries.</summary>
    /// <param name="lower">The piece below.</param>
    /// <param name="upper">The piece that is folded onto it; its positions win.</param>
    /// <param name="problems">Takes what is wrong: removing what is not there, a name twice.</param>
    public static YamlMap Fold(YamlMap lower, YamlMap upper, ProblemList problems)
    {
        var entries = new Keyed<YamlEntry>(lower.Entries.Count);
        foreach (var entry in lower.Entries)
        {
            entries.Set(entry.Key, entry);
        }

        foreach (var entry in upper.Entries)
        {
            if (entry.Value is YamlScalar { IsNull: true })
            {
                entries.Remove(entry.Key);
            }
            else
            {
                entries.Set(entry.Key, entry with { Value = FoldNode(entries.Find(entry.Key)?.Value, entry.Value, problems) });
            }
        }

        return new YamlMap(entries.Items(), upper.Position);
    }

    private static YamlNode FoldNode(YamlNode? lower, YamlNode upper, ProblemList problems) => (lower, upper) switch
    {
        (_, YamlMap map) when IsReplacement(map, out var list) => FoldNode(null, list, problems),
        (YamlMap below, YamlMap above) => Fold(below, above, problems),
        (null, YamlMap above) => Fold(new YamlMap([], above.Position), above, problems),
        (YamlSequence below, YamlSequence { IsNamed: true } above) when below.IsNamed || below.Items.Count == 0 =>
            FoldNamed(below, above, problems),
        (_, YamlSequence { IsNamed: true } above) => FoldNamed(new YamlSequence([], above.Position), above, problems),
        (YamlSequence { IsNamed: true }, YamlSequence above) when Unnamed(above) is { } item => WithoutName(lower, item, problems),
        _ => upper,
    };

    // A list of maps that are not all named would replace the whole list below, and everything that refers to its entries would be wrong.
    private static YamlMap? Unnamed(YamlSequence list) => list.Items.All(item => item is YamlMap)
        ? list.Items.OfType<YamlMap>().FirstOrDefault(item => item.Text(NameKey) is null)
        : null;

    private static YamlNode WithoutName(YamlNode lower, YamlMap item, ProblemList problems)
    {
        var name = item.Find(NameKey);
        problems.Add(
            name?.Position ?? item.Position,
            name is null ? "an entry of a list of named entries has no name" : $"the name of an entry is {name.Value.Kind}",
            "write the name of the entry that it changes or adds, or {replace: [...]} in place of the list");
        return lower;
    }

    /// <summary>Whether a map stands for a list that replaces the one below.</summary>
    internal static bool IsReplacement(YamlMap map, out YamlSequence list)
    {
        list = map is { Entries: [{ Key: ReplaceKey, Value: YamlSequence items }] } ? items : new YamlSequence([], map.Position);
        return map is { Entries: [{ Key: ReplaceKey, Value: YamlSequence }] };
    }

    private static YamlSequence FoldNamed(YamlSequence lower, YamlSequence upper, ProblemList problems)
    {
        var items = new Keyed<YamlMap>(lower.Items.Count);
        foreach (var node in lower.Items)
        {
            var item = (YamlMap)node;
            items.Set(item.Text(NameKey)!, item);
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in upper.Items)
        {
            var item = (YamlMap)node;
            var name = item.Text(NameKey)!;
            if (!lines.TryAdd(name, item.Position.Line))
            {
                problems.Add(item.Position, $"'{name}' is in the list twice", $"names are unique; the first is on line {lines[name]}");
            }
            else if (item.Find(RemoveKey) is { } removal)
            {
                Remove(items, name, item, removal, problems);
            }
            else
            {
                items.Set(name, Fold(items.Find(name) ?? new YamlMap([], item.Position), item, problems));
            }
        }

        return new YamlSequence(items.Items(), upper.Position);
    }

    private static void Remove(Keyed<YamlMap> items, string name, YamlMap item, YamlEntry removal, ProblemList problems)
    {
        if (removal.Value is not YamlScalar { Text: "true" } || item.Entries.Count != 2)
        {
            problems.Add(
                removal.Position,
                $"'{RemoveKey}' beside other settings of '{name}'",
                $"write the entry's name and {RemoveKey}: true, nothing else");
        }
        else if (items.Find(name) is null)
        {
            problems.Add(
                item.Position,
                $"'{name}' cannot be removed: it is not there",
                items.KeysInWords() is { Length: > 0 } keys ? $"there are {keys}" : "the list is empty");
        }
        else
        {
            items.Remove(name);
        }
    }

    /// <summary>Things in the order in which they came, found by key.</summary>
    private sealed class Keyed<T>(int capacity)
        where T : class
    {
        private readonly List<(string Key, T? Item)> _items = new(capacity);
        private readonly Dictionary<string, int> _places = new(capacity, StringComparer.Ordinal);

        public T? Find(string key) => _places.TryGetValue(key, out var place) ? _items[place].Item : null;

        public void Set(string key, T item)
        {
            if (_places.TryGetValue(key, out var place))
            {
                _items[place] = (key, item);
                return;
            }

            _places.Add(key, _items.Count);
            _items.Add((key, item));
        }

        public void Remove(string key)
        {
            if (_places.Remove(key, out var place))
            {
                _items[place] = (key, null);
            }
        }

        public List<T> Items()
        {
            var items = new List<T>(_items.Count);
            foreach (var (_, item) in _items)
            {
                if (item is not null)
                {
                    items.Add(item);
                }
            }

            return items;
        }

        public string KeysInWords() => string.Join(", ", _items.Where(item => item.Item is not null).Select(item => item.Key));
    }
}
