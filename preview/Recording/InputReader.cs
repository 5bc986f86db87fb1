using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Infra.Naming;
using Infra.Preview.Graph;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>Converts inputs as a mock receives them into the plan's values, masking secrets by path and by value.</summary>
internal sealed class InputReader(SecretMask mask, Func<Resource, Registration?> find)
{
    private static readonly Dictionary<string, string> NoDigests = [];

    private readonly List<string> _path = [];
    private Dictionary<string, string>? _digests;

    /// <summary>Number of values read; the work is proportional to it.</summary>
    public long Visited { get; private set; }

    /// <summary>
    /// The plan's value of the inputs of a resource. Secret and unknown values are replaced at their path; values that are secret only
    /// because of their position, as the data of a Kubernetes secret, keep their keys visible.
    /// </summary>
    public PlanValue Read(object? value, PathTree? secret, PathTree? unknown) => Read(value, secret, unknown, hidden: false);

    /// <summary>Reads an input that the mock did not receive.</summary>
    public PlanValue Read(string name, object? value, PathTree? secret, PathTree? unknown)
    {
        _path.Add(name);
        var read = Read(value, secret?.Below(name), unknown?.Below(name), hidden: false);
        _path.Clear();
        return read;
    }

    /// <summary>Digests of the secrets read since the last call, by path.</summary>
    public Dictionary<string, string> TakeDigests()
    {
        var digests = _digests;
        _digests = null;
        return digests ?? NoDigests;
    }

    private PlanValue Read(object? value, PathTree? secret, PathTree? unknown, bool hidden)
    {
        Visited++;
        if (secret is { IsMember: true })
        {
            return Secret(value);
        }
        hidden |= secret is { IsParentOfMembers: true };
        if (unknown is { IsMember: true })
        {
            return PlanValue.Unknown;
        }
        switch (value)
        {
            case null:
                return PlanValue.None;
            case string or double or int or bool when hidden:
                return Secret(value);
            case string text:
                return mask.Hides(text) ? Secret(text) : PlanValue.OfText(text);
            case double number:
                return PlanValue.OfNumber(number);
            case int number:
                return PlanValue.OfNumber(number);
            case bool truth:
                return PlanValue.OfTruth(truth);
            case ImmutableDictionary<string, object> map:
                return ReadMap(map, secret, unknown, hidden);
            case Resource resource:
                return find(resource) is { } registration ? PlanValue.OfText(registration.Urn) : PlanValue.Unknown;
            case AssetOrArchive asset:
                return PlanValue.OfText("[" + asset.GetType().Name + "]");
            case IDictionary map:
                return ReadMap(map, secret, unknown, hidden);
            case IList list:
                return ReadList(list, secret, unknown, hidden);
            default:
                return PlanValue.OfText(value.ToString() ?? "");
        }
    }

    private PlanValue ReadMap(ImmutableDictionary<string, object> map, PathTree? secret, PathTree? unknown, bool hidden)
    {
        var keys = new string[map.Count];
        var values = new PlanValue[map.Count];
        var count = 0;
        foreach (var (key, value) in map)
        {
            ReadEntry(key, value, secret, unknown, hidden, out keys[count], out values[count]);
            count++;
        }
        return PlanValue.OfMap(keys, values);
    }

    private PlanValue ReadMap(IDictionary map, PathTree? secret, PathTree? unknown, bool hidden)
    {
        var keys = new string[map.Count];
        var values = new PlanValue[map.Count];
        var count = 0;
        var entries = map.GetEnumerator();
        while (entries.MoveNext())
        {
            ReadEntry((string)entries.Key, entries.Value, secret, unknown, hidden, out keys[count], out values[count]);
            count++;
        }
        (entries as IDisposable)?.Dispose();
        return PlanValue.OfMap(keys, values);
    }

    private void ReadEntry(
        string key, object? value, PathTree? secret, PathTree? unknown, bool hidden, out string shownKey, out PlanValue read)
    {
        shownKey = mask.Hides(key) ? PlanValue.SecretText : key;
        _path.Add(shownKey);
        read = Read(value, secret?.Below(key), unknown?.Below(key), hidden);
        _path.RemoveAt(_path.Count - 1);
    }

    private PlanValue ReadList(IList list, PathTree? secret, PathTree? unknown, bool hidden)
    {
        var items = new PlanValue[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var at = PropertyPath.At(i);
            _path.Add(at);
            items[i] = Read(list[i], secret?.Below(at), unknown?.Below(at), hidden);
            _path.RemoveAt(_path.Count - 1);
        }
        return PlanValue.OfList(items);
    }

    private PlanValue Secret(object? value)
    {
        var path = PropertyPath.Write(_path);
        var digest = Digest.Of(Canonical(value));
        _digests ??= new(StringComparer.Ordinal);
        // Two keys of one map that hide secrets have the same path.
        _digests[path] = _digests.TryGetValue(path, out var other) && string.CompareOrdinal(other, digest) < 0 ? other : digest;
        return PlanValue.Secret;
    }

    /// <summary>One text for a value, in which maps are in ordinal order.</summary>
    private string Canonical(object? value)
    {
        switch (value)
        {
            case null:
                return PlanValue.UnknownText;
            case string text:
                return text;
            case Resource resource:
                return find(resource)?.Urn ?? PlanValue.UnknownText;
            case IDictionary map:
                var entries = new List<string>(map.Count);
                foreach (DictionaryEntry entry in map)
                {
                    entries.Add(entry.Key + "\0" + Canonical(entry.Value));
                }
                entries.Sort(StringComparer.Ordinal);
                return string.Join('\u0001', entries);
            case IList list:
                var items = new string[list.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Canonical(list[i]);
                }
                return string.Join('\u0002', items);
            default:
                return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
    }
}
