using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map from strings to inputs that is itself an input. Supports object and collection initializers.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    // Below this number of entries a scan is faster than a hash table.
    private const int Scanned = 12;

    private readonly List<Entry> _entries;
    private Dictionary<string, Entry>? _index;
    private Output<ImmutableDictionary<string, TValue>>? _flat;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this([])
    {
    }

    private InputMap(List<Entry> entries) => _entries = entries;

    /// <summary>Adds an entry. An existing key with a different value makes the run fail.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>Adds an entry. An existing key with a different value makes the run fail.</summary>
    public void Add(string key, Input<TValue> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        _flat = null;
        if (Find(key) is { } existing)
        {
            existing.Value = (Input<TValue>)Output.Tuple(existing.Value!, value).Apply(both => SameOrThrow(key, both.Item1, both.Item2));
        }
        else
        {
            Append(new Entry(key, value ?? (Input<TValue>)default(TValue)!));
        }
    }

    /// <summary>Adds all entries of another map.</summary>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds all entries of another map. An existing key makes the run fail.</summary>
    public void AddRange(InputMap<TValue> values)
    {
        _flat = null;
        foreach (var entry in values._entries.ToArray())
        {
            if (entry.Key is not null && Find(entry.Key) is { } existing && !ReferenceEquals(existing.Value, entry.Value))
            {
                var failed = Output<ImmutableDictionary<string, TValue>>.Failed(Duplicate(entry.Key));
                _entries.Clear();
                _index = null;
                Append(new Entry(failed));
                return;
            }

            if (entry.Key is null || Find(entry.Key) is null)
            {
                Append(new Entry(entry));
            }
        }
    }

    /// <summary>A new map with the entries of both; for a key in both, the second map's value wins.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
    {
        if (first.IsSpread || second.IsSpread)
        {
            return Output.Tuple(first.AsOutput(), second.AsOutput()).Apply(both => both.Item1.SetItems(both.Item2));
        }

        var merged = new InputMap<TValue>();
        foreach (var entry in first._entries)
        {
            merged.Append(new Entry(entry));
        }

        foreach (var entry in second._entries)
        {
            if (merged.Find(entry.Key!) is { } existing)
            {
                existing.Value = entry.Value;
            }
            else
            {
                merged.Append(new Entry(entry));
            }
        }

        return merged;
    }

    internal override Output<ImmutableDictionary<string, TValue>> AsOutput()
    {
        if (_flat is { } flat)
        {
            return flat;
        }

        if (_entries is [{ Spread: { } only }])
        {
            return _flat = only;
        }

        var entries = _entries.ToArray();
        var outputs = new IOutput[entries.Length];
        var keys = new string?[entries.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            keys[i] = entries[i].Key;
            outputs[i] = entries[i].Spread ?? (IOutput)entries[i].Value!.AsOutput();
        }

        return _flat = Output<ImmutableDictionary<string, TValue>>.Merge(outputs, () => Flatten(keys, outputs));
    }

    internal override object? ToPlain(InputCollector into)
    {
        into.EnterOutput();
        var plain = PlainMap.Create();
        foreach (var entry in _entries)
        {
            if (entry.Spread is null)
            {
                into.Enter(entry.Key!);
                if (entry.Value!.ToPlain(into) is { } value)
                {
                    PlainMap.Add(plain, entry.Key!, value);
                }

                into.Leave();
            }
            else if (into.Open(entry.Spread, out var spread))
            {
                if (spread is null)
                {
                    into.Leave();
                    return null;
                }

                foreach (var (key, item) in spread)
                {
                    into.Enter(key);
                    if (into.Plain(item) is { } value)
                    {
                        PlainMap.Add(plain, key, value);
                    }

                    into.Leave();
                }
            }
        }

        into.Leave();
        return plain.ToImmutable();
    }

    /// <summary>Takes the entries of a dictionary.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values)
        => Output<ImmutableDictionary<string, TValue>>.Known(ImmutableDictionary.CreateRange(values));

    /// <summary>Takes the entries of a dictionary.</summary>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values)
        => Output<ImmutableDictionary<string, TValue>>.Known(values);

    /// <summary>Takes the entries of an output's dictionary.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values)
        => values.Apply(v => ImmutableDictionary.CreateRange(v));

    /// <summary>Takes the entries of an output's dictionary.</summary>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values)
        => values.Apply(v => ImmutableDictionary.CreateRange(v));

    /// <summary>Takes the entries of an output's dictionary.</summary>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!values.TryGetKnown(out var known) || known is null)
        {
            return new InputMap<TValue>([new Entry(values)]);
        }

        var entries = new List<Entry>(known.Count);
        foreach (var (key, value) in known)
        {
            entries.Add(new Entry(key, value));
        }

        return new InputMap<TValue>(entries);
    }

    /// <summary>The entries, once known; none when they are unknown.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var entries = await AsOutput().GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false);
        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    /// <summary>
    /// Enumerates the entries one by one, each with its own secrecy and dependencies. The official class has a member of this name too,
    /// which its serializer and the preview use by reflection.
    /// </summary>
    private object Value
    {
        get
        {
            if (IsSpread)
            {
                return AsOutput();
            }

            var entries = new Dictionary<string, object?>(_entries.Count);
            foreach (var entry in _entries)
            {
                entries[entry.Key!] = entry.Value;
            }

            return entries;
        }
    }

    private bool IsSpread => _entries.Exists(entry => entry.Spread is not null);

    private static ImmutableDictionary<string, TValue> Flatten(string?[] keys, IOutput[] outputs)
    {
        var all = ImmutableDictionary.CreateBuilder<string, TValue>();
        for (var i = 0; i < outputs.Length; i++)
        {
            if (keys[i] is { } key)
            {
                var value = ((Output<TValue>)outputs[i]).Value;
                all[key] = all.TryGetValue(key, out var existing) ? SameOrThrow(key, existing, value) : value;
            }
            else
            {
                foreach (var (spreadKey, value) in ((Output<ImmutableDictionary<string, TValue>>)outputs[i]).Value)
                {
                    if (!all.TryAdd(spreadKey, value))
                    {
                        throw Duplicate(spreadKey);
                    }
                }
            }
        }

        return all.ToImmutable();
    }

    private static TValue SameOrThrow(string key, TValue first, TValue second)
        => EqualityComparer<TValue>.Default.Equals(first, second)
            ? first
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value.");

    private static ArgumentException Duplicate(string key)
        => new($"An element with the same key but a different value already exists. Key: '{key}'");

    private Entry? Find(string key)
    {
        if (_entries.Count > Scanned)
        {
            _index ??= Index();
            return _index.GetValueOrDefault(key);
        }

        foreach (var entry in _entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }

    private Dictionary<string, Entry> Index()
    {
        var index = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var entry in _entries)
        {
            if (entry.Key is not null)
            {
                index.Add(entry.Key, entry);
            }
        }

        return index;
    }

    private void Append(Entry entry)
    {
        _entries.Add(entry);
        if (entry.Key is not null)
        {
            _index?.Add(entry.Key, entry);
        }
    }

    /// <summary>One key with its value, or all entries of an output that was not known when it was added.</summary>
    private sealed class Entry
    {
        internal Entry(string key, Input<TValue> value)
        {
            Key = key;
            Value = value;
        }

        internal Entry(Output<ImmutableDictionary<string, TValue>> spread) => Spread = spread;

        internal Entry(Entry other)
        {
            Key = other.Key;
            Value = other.Value;
            Spread = other.Spread;
        }

        internal string? Key { get; }

        internal Input<TValue>? Value { get; set; }

        internal Output<ImmutableDictionary<string, TValue>>? Spread { get; }
    }
}
