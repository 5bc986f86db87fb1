using System.Text;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Property path in the engine's notation, as `spec.containers[0].env`, `data["tls.key"]`, `triggers[*]` or `*`.</summary>
internal sealed class ValuePath
{
    private readonly Step[] _steps;

    private ValuePath(Step[] steps) => _steps = steps;

    /// <summary>Number of keys and places.</summary>
    public int Length => _steps.Length;

    /// <summary>Number of keys and places that are no wildcards.</summary>
    public int Literals => _steps.Count(step => !step.IsAny);

    /// <summary>Last key; empty for an empty path.</summary>
    public string Last => _steps.Length == 0 ? "" : _steps[^1].Key;

    /// <summary>Parses the paths of an option. The engine passes over those that are empty or do not end a bracket.</summary>
    public static IEnumerable<ValuePath> ParseAll(IEnumerable<string> paths) => paths.Select(Parse).Where(path => path.Length > 0);

    /// <summary>
    /// Parses a path. An item that is named by a key, as `[name=app]`, is taken for a key. A path whose bracket does not end is empty.
    /// </summary>
    public static ValuePath Parse(string path)
    {
        var steps = new List<Step>();
        for (var at = 0; at < path.Length;)
        {
            if (path[at] == '.')
            {
                at++;
            }
            else if (path[at] == '[')
            {
                if (Bracketed(path, ref at) is not { } step)
                {
                    return new([]);
                }
                steps.Add(step);
            }
            else
            {
                var end = path.AsSpan(at).IndexOfAny('.', '[') is var length && length < 0 ? path.Length : at + length;
                steps.Add(Step.Of(path[at..end]));
                at = end;
            }
        }
        return new([.. steps]);
    }

    /// <summary>Whether a path is this one or lies below it.</summary>
    public bool Contains(ValuePath other)
    {
        if (other._steps.Length < _steps.Length)
        {
            return false;
        }
        for (var i = 0; i < _steps.Length; i++)
        {
            if (!_steps[i].Matches(other._steps[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether this path lies below another one, wildcards counting as what they stand for.</summary>
    public bool IsBelow(ValuePath other)
    {
        if (other._steps.Length >= _steps.Length)
        {
            return false;
        }
        for (var i = 0; i < other._steps.Length; i++)
        {
            if (!_steps[i].Matches(other._steps[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The first keys and places of the path.</summary>
    public ValuePath Take(int count) => count >= _steps.Length ? this : new(_steps[..count]);

    /// <summary>Value at the path, the first where it has wildcards; null when there is none.</summary>
    public PlanValue? In(PlanValue value) => In(value, 0);

    /// <summary>
    /// Whether the engine can reset the value at the path to the former one for `ignoreChanges`. It fails where a part of the path is
    /// missing on one side, or where a list has another length.
    /// </summary>
    public bool CanReset(PlanValue old, PlanValue value) => CanReset(old, value, 0);

    /// <summary>A value with what is at the path changed, at wildcards each of them; the same value when nothing is there.</summary>
    public PlanValue Change(PlanValue value, Func<PlanValue, PlanValue> change) => Change(value, change, 0);

    private PlanValue Change(PlanValue value, Func<PlanValue, PlanValue> change, int at)
    {
        if (at == _steps.Length)
        {
            return change(value);
        }
        var step = _steps[at];
        var isMap = value.Kind == PlanValueKind.Map;
        PlanValue[]? items = null;
        for (var i = 0; i < value.Items.Count; i++)
        {
            if (step.IsAny || (isMap ? step.Place < 0 && step.Key == value.Keys[i] : step.Place == i))
            {
                items ??= [.. value.Items];
                items[i] = Change(items[i], change, at + 1);
            }
        }
        return items is null ? value : isMap ? PlanValue.OfMap([.. value.Keys], items) : PlanValue.OfList(items);
    }

    private PlanValue? In(PlanValue value, int at)
    {
        if (at == _steps.Length)
        {
            return value;
        }
        var step = _steps[at];
        if (step.IsAny)
        {
            foreach (var item in value.Items)
            {
                if (In(item, at + 1) is { } found)
                {
                    return found;
                }
            }
            return null;
        }
        return Child(value, step) is { } child ? In(child, at + 1) : null;
    }

    private static PlanValue? Child(PlanValue value, Step step) => value.Kind switch
    {
        PlanValueKind.Map when step.Place < 0 => value[step.Key],
        PlanValueKind.List when step.Place >= 0 && step.Place < value.Items.Count => value.Items[step.Place],
        _ => null,
    };

    private bool CanReset(PlanValue old, PlanValue value, int at)
    {
        if (_steps.Length == 0)
        {
            return true;
        }
        var step = _steps[at];
        var isLast = at == _steps.Length - 1;
        if (step.IsAny)
        {
            return CanResetAll(old, value, at, isLast);
        }
        var kind = step.Place >= 0 ? PlanValueKind.List : PlanValueKind.Map;
        var former = old.Kind == kind ? Child(old, step) : null;
        if (isLast && step.Place < 0)
        {
            return former is null || value.Kind == kind;
        }
        if (old.Kind != kind || value.Kind != kind)
        {
            return old.Kind != kind && value.Kind != kind;
        }
        var current = Child(value, step);
        if (former is null && current is null)
        {
            return step.Place < 0 || isLast;
        }
        if (former is null || current is null)
        {
            return former is null && step.Place < 0 && CanReset(PlanValue.None, current!, at + 1);
        }
        return isLast || CanReset(former, current, at + 1);
    }

    private bool CanResetAll(PlanValue old, PlanValue value, int at, bool isLast)
    {
        if (value.Kind is not (PlanValueKind.Map or PlanValueKind.List) || (!isLast && old.Kind != value.Kind))
        {
            return false;
        }
        if (old.Kind != value.Kind || (isLast && value.Kind == PlanValueKind.Map))
        {
            return true;
        }
        if (value.Kind == PlanValueKind.List)
        {
            return old.Items.Count == value.Items.Count
                && (isLast || Enumerable.Range(0, old.Items.Count).All(i => CanReset(old.Items[i], value.Items[i], at + 1)));
        }
        for (var i = 0; i < old.Keys.Count; i++)
        {
            if (value[old.Keys[i]] is not { } current || !CanReset(old.Items[i], current, at + 1))
            {
                return false;
            }
        }
        return true;
    }

    private static Step? Bracketed(string path, ref int at)
    {
        at++;
        if (at < path.Length && path[at] == '"')
        {
            var key = new StringBuilder();
            for (at++; at < path.Length && path[at] != '"'; at++)
            {
                at += path[at] == '\\' && at + 1 < path.Length ? 1 : 0;
                key.Append(path[at]);
            }
            if (!path.AsSpan(Math.Min(at, path.Length)).StartsWith("\"]", StringComparison.Ordinal))
            {
                return null;
            }
            at += 2;
            return new(key.ToString(), -1, IsAny: false);
        }
        var end = path.IndexOf(']', at);
        if (end < 0)
        {
            return null;
        }
        var text = path[at..end];
        at = end + 1;
        return int.TryParse(text, out var place) ? new(text, place, IsAny: false) : Step.Of(text);
    }

    private readonly record struct Step(string Key, int Place, bool IsAny)
    {
        public static Step Of(string key) => new(key, -1, key == "*");

        public bool Matches(Step other) => IsAny || (Place == other.Place && Key == other.Key);
    }
}
