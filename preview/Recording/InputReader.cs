using System.Collections;
using System.Collections.Immutable;
using Infra.Preview.Graph;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>Converts inputs as a mock receives them into the plan's values, masking secrets by path and by value.</summary>
internal sealed class InputReader(SecretMask mask, Func<Resource, Registration?> find)
{
    /// <summary>Number of values read; the work is proportional to it.</summary>
    public long Visited { get; private set; }

    /// <summary>
    /// The plan's value of an input. Secret and unknown values are replaced at their path; values that are secret only because of their
    /// position, as the data of a Kubernetes secret, keep their keys visible.
    /// </summary>
    public PlanValue Read(object? value, PathTree? secret, PathTree? unknown, bool hidden = false)
    {
        Visited++;
        if (secret is { IsMember: true })
        {
            return PlanValue.Secret;
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
                return PlanValue.Secret;
            case string text:
                return mask.Hides(text) ? PlanValue.Secret : PlanValue.OfText(text);
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
            keys[count] = mask.Hides(key) ? PlanValue.SecretText : key;
            values[count++] = Read(value, secret?.Below(key), unknown?.Below(key), hidden);
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
            var key = (string)entries.Key;
            keys[count] = mask.Hides(key) ? PlanValue.SecretText : key;
            values[count++] = Read(entries.Value, secret?.Below(key), unknown?.Below(key), hidden);
        }
        (entries as IDisposable)?.Dispose();
        return PlanValue.OfMap(keys, values);
    }

    private PlanValue ReadList(IList list, PathTree? secret, PathTree? unknown, bool hidden)
    {
        var items = new PlanValue[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var below = secret is null && unknown is null ? null : PropertyPath.At(i);
            items[i] = Read(list[i], below is null ? null : secret?.Below(below), below is null ? null : unknown?.Below(below), hidden);
        }
        return PlanValue.OfList(items);
    }
}
