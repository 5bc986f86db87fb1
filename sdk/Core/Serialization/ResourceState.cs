using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The state that a mock returned for a resource or call, converted to plain values property by property.</summary>
internal sealed class ResourceState
{
    internal static readonly ResourceState Empty = new(ImmutableDictionary<string, object>.Empty, null);

    private readonly ImmutableDictionary<string, object> _plain;
    private readonly Dictionary<string, Marked>? _marked;

    private ResourceState(ImmutableDictionary<string, object> plain, Dictionary<string, Marked>? marked)
    {
        _plain = plain;
        _marked = marked;
    }

    internal bool IsKnown => _marked is null || _marked.Values.All(property => property.IsKnown);

    internal bool IsSecret => _marked is not null && _marked.Values.Any(property => property.IsSecret);

    /// <summary>All properties; marked ones by their plain value.</summary>
    internal ImmutableDictionary<string, object> Values => _marked is null
        ? _plain
        : _plain.SetItems(_marked.Select(property => new KeyValuePair<string, object>(property.Key, property.Value.Plain!)));

    /// <summary>Reads a mock's answer; returns null while an output inside it is pending, which the collector then lists.</summary>
    internal static ResourceState? Read(object state, ImmutableDictionary<string, object> inputs, InputCollector collector)
    {
        if (ReferenceEquals(state, inputs))
        {
            return new ResourceState(inputs, null);
        }

        switch (state)
        {
            case IDictionary<string, object> entries:
                return ReadEntries(entries, inputs, collector);
            case InputArgs args:
                return ReadEntries(collector.Members(args), inputs, collector);
            case IDictionary entries:
                return ReadEntries(Entries(entries), inputs, collector);
            default:
                var plain = collector.Single("", state) as ImmutableDictionary<string, object>;
                return plain is not null
                    ? new ResourceState(plain, null)
                    : throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
        }
    }

    /// <summary>Reads a property's plain value and marks; returns false when the state does not have it.</summary>
    internal bool TryGet(string name, out object? plain, out bool isKnown, out bool isSecret)
    {
        if (_marked is not null && _marked.TryGetValue(name, out var marked))
        {
            (plain, isKnown, isSecret) = marked;
            return true;
        }

        isKnown = true;
        isSecret = false;
        return _plain.TryGetValue(name, out plain);
    }

    private static ResourceState? ReadEntries(
        IEnumerable<KeyValuePair<string, object>> entries, ImmutableDictionary<string, object> inputs, InputCollector collector)
    {
        var plain = PlainMap.Create();
        Dictionary<string, Marked>? marked = null;
        List<Task>? pending = null;
        foreach (var (key, value) in entries)
        {
            // Values returned unchanged from the inputs are already plain.
            if (value is not null && inputs.TryGetValue(key, out var input) && ReferenceEquals(input, value))
            {
                plain[key] = value;
                continue;
            }

            var read = collector.Single("." + key, value);
            if (collector.Pending is { } waiting)
            {
                (pending ??= []).AddRange(waiting);
            }
            else if (collector.HasUnknown || collector.HasSecret)
            {
                (marked ??= new Dictionary<string, Marked>(StringComparer.Ordinal))[key] = new Marked(
                    read, !collector.HasUnknown, collector.HasSecret);
            }
            else if (read is not null)
            {
                plain[key] = read;
            }
        }

        collector.Await(pending);
        return pending is null ? new ResourceState(plain.ToImmutable(), marked) : null;
    }

    private static IEnumerable<KeyValuePair<string, object>> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key is string key
                ? new KeyValuePair<string, object>(key, entry.Value!)
                : throw new InvalidOperationException("Dictionaries are only supported with string keys:\n\t");
        }
    }

    private sealed record Marked(object? Plain, bool IsKnown, bool IsSecret);
}
