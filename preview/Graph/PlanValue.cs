namespace Infra.Preview.Graph;

/// <summary>One immutable value of the plan. Maps are sorted by key, so equal plans have equal bytes.</summary>
public sealed class PlanValue
{
    /// <summary>Text shown in place of a secret.</summary>
    public const string SecretText = "[secret]";

    /// <summary>Text shown in place of a value that only the provider can compute.</summary>
    public const string UnknownText = "[known after up]";

    private static readonly PlanValue[] NoItems = [];
    private static readonly string[] NoKeys = [];

    private readonly PlanValue[] _items;
    private readonly string[] _keys;

    private PlanValue(PlanValueKind kind, string text, double number, string[] keys, PlanValue[] items)
    {
        Kind = kind;
        Text = text;
        Number = number;
        _keys = keys;
        _items = items;
    }

    /// <summary>No value.</summary>
    public static PlanValue None { get; } = new(PlanValueKind.None, "", 0, NoKeys, NoItems);

    /// <summary>The placeholder of a secret.</summary>
    public static PlanValue Secret { get; } = OfText(SecretText);

    /// <summary>The placeholder of an unknown value.</summary>
    public static PlanValue Unknown { get; } = OfText(UnknownText);

    /// <summary>A map without entries.</summary>
    public static PlanValue EmptyMap { get; } = new(PlanValueKind.Map, "", 0, NoKeys, NoItems);

    private static readonly PlanValue True = new(PlanValueKind.Truth, "true", 1, NoKeys, NoItems);
    private static readonly PlanValue False = new(PlanValueKind.Truth, "false", 0, NoKeys, NoItems);

    /// <summary>Kind of the value.</summary>
    public PlanValueKind Kind { get; }

    /// <summary>The text of a <see cref="PlanValueKind.Text"/>, `true` or `false` for a Boolean; empty otherwise.</summary>
    public string Text { get; }

    /// <summary>The number of a <see cref="PlanValueKind.Number"/>; 0 otherwise.</summary>
    public double Number { get; }

    /// <summary>Whether the value is the Boolean true.</summary>
    public bool IsTrue => ReferenceEquals(this, True);

    /// <summary>The items of a list, or the values of a map in the order of <see cref="Keys"/>.</summary>
    public IReadOnlyList<PlanValue> Items => _items;

    /// <summary>The keys of a map in ordinal order.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The value under a key of a map; null when this is no map or has no such key.</summary>
    public PlanValue? this[string key]
    {
        get
        {
            int low = 0, high = _keys.Length - 1;
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                var order = string.CompareOrdinal(_keys[middle], key);
                if (order == 0)
                {
                    return _items[middle];
                }
                if (order < 0)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle - 1;
                }
            }
            return null;
        }
    }

    /// <summary>The value at a path of map keys; null when the path does not exist.</summary>
    public PlanValue? At(params ReadOnlySpan<string> path)
    {
        var value = this;
        foreach (var key in path)
        {
            value = value[key];
            if (value is null)
            {
                return null;
            }
        }
        return value;
    }

    /// <summary>This map with another value under one of its keys; the same map when it has no such key.</summary>
    public PlanValue With(string key, PlanValue value)
    {
        var at = Array.IndexOf(_keys, key);
        if (at < 0)
        {
            return this;
        }
        PlanValue[] items = [.. _items];
        items[at] = value;
        return new(Kind, Text, Number, _keys, items);
    }

    /// <summary>This map without the value at a path of map keys; the same map when the path does not exist.</summary>
    public PlanValue Without(params ReadOnlySpan<string> path)
    {
        if (this[path[0]] is not { } value)
        {
            return this;
        }
        if (path.Length > 1)
        {
            return With(path[0], value.Without(path[1..]));
        }
        var at = Array.IndexOf(_keys, path[0]);
        return OfMap([.. _keys[..at], .. _keys[(at + 1)..]], [.. _items[..at], .. _items[(at + 1)..]]);
    }

    /// <summary>The text under a key of a map; null when there is none or it is no text.</summary>
    public string? TextOf(string key) => this[key] is { Kind: PlanValueKind.Text } value ? value.Text : null;

    /// <summary>
    /// Whether two values are equal to the last leaf. Placeholders of secrets are equal to each other, those of unknown values too.
    /// </summary>
    public bool IsSameAs(PlanValue other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }
        if (Kind != other.Kind || Text != other.Text || !Number.Equals(other.Number) || _items.Length != other._items.Length)
        {
            return false;
        }
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] != other._keys[i])
            {
                return false;
            }
        }
        for (var i = 0; i < _items.Length; i++)
        {
            if (!_items[i].IsSameAs(other._items[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A text.</summary>
    public static PlanValue OfText(string text) => new(PlanValueKind.Text, text, 0, NoKeys, NoItems);

    /// <summary>A number.</summary>
    public static PlanValue OfNumber(double number) => new(PlanValueKind.Number, "", number, NoKeys, NoItems);

    /// <summary>True or false.</summary>
    public static PlanValue OfTruth(bool truth) => truth ? True : False;

    /// <summary>A list. The value takes ownership of the array.</summary>
    public static PlanValue OfList(PlanValue[] items) => new(PlanValueKind.List, "", 0, NoKeys, items);

    /// <summary>A map of keys and their values, in any order. The value takes ownership of the arrays.</summary>
    public static PlanValue OfMap(string[] keys, PlanValue[] values)
    {
        if (keys.Length == 0)
        {
            return EmptyMap;
        }
        SortTogether(keys, values);
        return new(PlanValueKind.Map, "", 0, keys, values);
    }

    /// <summary>
    /// Sorts a map by key. Maps of resources are small and often almost sorted, for which insertion sort is fastest; long ones use the
    /// library's sort.
    /// </summary>
    private static void SortTogether(string[] keys, PlanValue[] values)
    {
        if (keys.Length > 32)
        {
            Array.Sort(keys, values, StringComparer.Ordinal);
            return;
        }
        for (var i = 1; i < keys.Length; i++)
        {
            var key = keys[i];
            var value = values[i];
            var at = i - 1;
            while (at >= 0 && string.CompareOrdinal(keys[at], key) > 0)
            {
                keys[at + 1] = keys[at];
                values[at + 1] = values[at];
                at--;
            }
            keys[at + 1] = key;
            values[at + 1] = value;
        }
    }
}
