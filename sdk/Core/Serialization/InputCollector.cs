using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>
/// Converts inputs to the plain values that a mock receives: numbers as double, lists as immutable arrays, maps as immutable dictionaries,
/// secrets unwrapped. Does not wait: pending outputs are listed in <see cref="Pending"/>, and the whole pass is repeated once they have
/// settled.
/// </summary>
internal sealed class InputCollector
{
    /// <summary>Step of an error's path that means "inside an output".</summary>
    private const string InsideOutput = "id";

    /// <summary>Index of that step, which no list position has.</summary>
    private const int NoPosition = -2;

    private static readonly ConcurrentDictionary<Type, Func<object, object?>?> ByType = new();

    private Step[] _path = new Step[16];
    private int _depth;
    private string _label = "";
    private bool _outputFailed;
    private bool _top;
    private bool _skipIdentity;
    private ImmutableDictionary<string, object>.Builder _map = PlainMap.Create();
    private InputArgs? _args;
    private Dictionary<string, object>? _members;

    /// <summary>Whether the current property contains an unknown value.</summary>
    internal bool HasUnknown { get; private set; }

    /// <summary>Whether the current property contains a secret.</summary>
    internal bool HasSecret { get; private set; }

    /// <summary>Whether any property contained an unknown value.</summary>
    internal bool AnyUnknown { get; private set; }

    /// <summary>Dependencies of the values.</summary>
    internal object? Dependencies { get; private set; }

    /// <summary>Resources that each property depends on (<see cref="Pulumi.Dependencies"/>); null when there are none.</summary>
    internal Dictionary<string, object>? PropertyDependencies { get; private set; }

    /// <summary>Findings that the plain values do not show; null when there are none.</summary>
    internal List<InputFinding>? Findings { get; private set; }

    /// <summary>Outputs that must settle before the values can be read.</summary>
    internal List<Task>? Pending { get; private set; }

    /// <summary>Whether marks for unknowns and secrets stay in the values, as they do inside JSON text.</summary>
    internal bool KeepsMarks { get; private init; }

    internal void Add(string wireName, object? value)
    {
        if (value is null)
        {
            return;
        }

        if (_members is not null)
        {
            _members[wireName] = value;
            return;
        }

        if (!_top)
        {
            Enter(wireName);
            if (Plain(value) is { } nested)
            {
                PlainMap.Add(_map, wireName, nested);
            }

            Leave();
            return;
        }

        if (_skipIdentity && wireName is "id" or "urn")
        {
            return;
        }

        if (Take(wireName, value) is { } plain && !HasUnknown)
        {
            PlainMap.Add(_map, wireName, plain);
        }
    }

    internal void AddRequired(string wireName, object? value, string member)
    {
        if (value is null)
        {
            throw new ArgumentNullException(member, $"[Input] {_args!.GetType().FullName}.{member} is required but was not given a value");
        }

        Add(wireName, value);
    }

    internal void AddJson(string wireName, object? value)
    {
        if (value is not null)
        {
            Add(wireName, new JsonText(value));
        }
    }

    internal void AddAll(ImmutableDictionary<string, object?> values)
    {
        foreach (var (key, value) in values)
        {
            Add(key, value);
        }
    }

    /// <summary>Collects the plain inputs of a resource or call. Incomplete while outputs are <see cref="Pending"/>.</summary>
    internal ImmutableDictionary<string, object> CollectAll(string label, InputArgs args, bool skipIdentity, Resource? self = null)
    {
        Reset(label);
        AnyUnknown = false;
        Dependencies = null;
        _skipIdentity = skipIdentity;
        _top = true;
        _map = PlainMap.Create();
        CollectMembers(args);
        if (self is not null)
        {
            Add("__self__", self);
        }

        return _map.ToImmutable();
    }

    /// <summary>Collects a single value: a stack output or a property of a mock's state.</summary>
    internal object? Single(string label, object? value)
    {
        Reset(label);
        _top = false;
        return Plain(value);
    }

    /// <summary>Collects one value under its property's name, which appears in errors.</summary>
    internal object? SingleProperty(string label, string name, object? value)
    {
        Reset(label);
        return value is null ? null : Take(name, value);
    }

    /// <summary>The members of an args object, unconverted, by wire name.</summary>
    internal Dictionary<string, object> Members(InputArgs args)
    {
        var members = _members = new Dictionary<string, object>(StringComparer.Ordinal);
        CollectMembers(args);
        _members = null;
        return members;
    }

    /// <summary>Lists an output that must settle before the next pass.</summary>
    internal void Await(List<Task>? tasks) => Pending = tasks;

    /// <summary>The plain form of a value inside the current property.</summary>
    internal object? Plain(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case string text:
                return text == Special.Unknown ? MarkUnknown() : text;
            case IPlain wrapper:
                return wrapper.ToPlain(this);
            case bool or double:
                return value;
            case int number:
                return (double)number;
            case InputArgs args:
                return PlainArgs(args);
            case AssetOrArchive:
                return value;
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{Path()}");
            case JsonElement element:
                return PlainJson(element);
            case Resource resource:
                return PlainResource(resource);
            case IDictionary dictionary:
                return PlainDictionary(dictionary);
            case IList list:
                return PlainItems(list);
            case Enum named when named.GetTypeCode() == TypeCode.Int32:
                return (double)Convert.ToInt32(named, CultureInfo.InvariantCulture);
            case ValueTuple:
                return null;
            default:
                return PlainOther(value);
        }
    }

    /// <summary>Reads an output with values of the current property; returns false when no value is available (yet).</summary>
    internal bool Open<T>(Output<T> output, out T value)
    {
        value = default!;
        if (output.IsPending)
        {
            (Pending ??= []).Add(output.Settled);
            return false;
        }

        if (output.Failure is not null)
        {
            _outputFailed = true;
            output.Rethrow();
        }

        Dependencies = Pulumi.Dependencies.Union(Dependencies, output.Dependencies);
        if (!output.IsKnown)
        {
            // On the wire an unknown value is only a mark, without information on secrecy.
            Note(InputFinding.Unknown);
            if (output.IsSecret)
            {
                Note(InputFinding.Secret);
            }

            MarkUnknown();
            return false;
        }

        value = output.Value;
        if (output.IsSecret)
        {
            HasSecret = true;
            Note(value is IDictionary ? InputFinding.SecretMap : InputFinding.Secret);
        }

        return true;
    }

    /// <summary>Adds a finding about the current value, or about one below it.</summary>
    internal void Note(string kind, params object[] below)
    {
        var path = new List<object>(_depth);
        for (var i = 0; i < _depth; i++)
        {
            var step = _path[i];
            if (step.Index != NoPosition)
            {
                path.Add(step.Name ?? (object)step.Index);
            }
        }

        path.AddRange(below);
        (Findings ??= []).Add(new(kind, [.. path]));
    }

    internal void EnterOutput() => Push(new Step(InsideOutput, NoPosition));

    internal void Enter(string name) => Push(new Step(name, -1));

    internal void Enter(int index) => Push(new Step(null, index));

    internal void Leave() => _depth--;

    internal object? MarkUnknown()
    {
        if (KeepsMarks)
        {
            return Special.Unknown;
        }

        HasUnknown = true;
        AnyUnknown = true;
        return null;
    }

    internal static object MarkSecret(object? plain)
    {
        var map = PlainMap.Create();
        map[Special.Key] = Special.Secret;
        map[Special.Value] = plain!;
        return map.ToImmutable();
    }

    /// <summary>Adds the findings from inside the current value.</summary>
    private void Adopt(List<InputFinding>? findings)
    {
        foreach (var finding in findings ?? [])
        {
            Note(finding.Kind, finding.Path);
        }
    }

    private void Reset(string label)
    {
        _label = label;
        _depth = 0;
        _outputFailed = false;
        HasUnknown = false;
        HasSecret = false;
        Findings = null;
        PropertyDependencies = null;
        Pending = null;
    }

    private object? Take(string wireName, object value)
    {
        HasUnknown = false;
        HasSecret = false;
        _depth = 0;
        _top = false;
        var others = Dependencies;
        Dependencies = null;
        Enter(wireName);
        try
        {
            return Plain(value);
        }
        catch (Exception e) when (!_outputFailed)
        {
            throw new InvalidOperationException($"error serializing property \"{wireName}\": {e.Message}", e);
        }
        finally
        {
            if (Dependencies is { } own)
            {
                (PropertyDependencies ??= new(StringComparer.Ordinal))[wireName] = own;
            }

            Dependencies = Pulumi.Dependencies.Union(others, Dependencies);
            _top = true;
        }
    }

    private void CollectMembers(InputArgs args)
    {
        var outer = _args;
        _args = args;
        if (!args.Collect(this))
        {
            InputMembers.Collect(args, this);
        }

        _args = outer;
    }

    private ImmutableDictionary<string, object> PlainArgs(InputArgs args)
    {
        var outer = _map;
        _map = PlainMap.Create();
        CollectMembers(args);
        var plain = _map.ToImmutable();
        _map = outer;
        return plain;
    }

    private object? PlainJson(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return Plain(element.GetString());
            case JsonValueKind.Number:
                return element.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            case JsonValueKind.Array:
                var list = new PlainList(element.GetArrayLength());
                foreach (var item in element.EnumerateArray())
                {
                    list.Add(PlainJson(item));
                }

                return list.ToPlain();
            case JsonValueKind.Object:
                var map = PlainMap.Create();
                foreach (var property in element.EnumerateObject())
                {
                    // Nulls are kept: the official SDK drops them from args and dictionaries only.
                    PlainMap.Add(map, property.Name, PlainJson(property.Value)!);
                }

                return map.ToImmutable();
            default:
                return null;
        }
    }

    private object? PlainResource(Resource resource)
    {
        Dependencies = Pulumi.Dependencies.Union(Dependencies, resource);
        if (resource is CustomResource custom && Unsettled(custom.Id))
        {
            return null;
        }

        if (Unsettled(resource.Urn))
        {
            return null;
        }

        if (!KeepsMarks)
        {
            return resource;
        }

        var identity = resource is CustomResource named ? named.Id : resource.Urn;
        return identity.IsKnown ? identity.Value : MarkUnknown();
    }

    private bool Unsettled(Output<string> output)
    {
        if (output.IsPending)
        {
            (Pending ??= []).Add(output.Settled);
            return true;
        }

        if (output.Failure is not null)
        {
            _outputFailed = true;
            output.Rethrow();
        }

        return false;
    }

    private object? PlainDictionary(IDictionary dictionary)
    {
        var map = PlainMap.Create();
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Key is not string key)
            {
                throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{Path()}");
            }

            Enter(key);
            if (Plain(entry.Value) is { } value)
            {
                PlainMap.Add(map, key, value);
            }

            Leave();
        }

        if (!KeepsMarks && map.TryGetValue(Special.Key, out var mark) && mark is Special.Secret
            && map.TryGetValue(Special.Value, out var secret))
        {
            HasSecret = true;
            return secret;
        }

        return map.ToImmutable();
    }

    private object PlainItems(IList list)
    {
        var type = list.GetType();
        if (type.IsValueType && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && Unset(list))
        {
            return ImmutableArray<object>.Empty;
        }

        var plain = new PlainList(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            Enter(i);
            plain.Add(Plain(list[i]));
            Leave();
        }

        return plain.ToPlain();
    }

    // An ImmutableArray that was never given a value equals the default of its type and throws on every read.
    private static bool Unset(IList array) => array.Equals(Activator.CreateInstance(array.GetType()));

    private object? PlainOther(object value)
    {
        var convert = ByType.GetOrAdd(value.GetType(), static type => EnumStruct(type) ?? OutputTypeFields(type));
        if (convert is null)
        {
            throw new InvalidOperationException($"{value.GetType().FullName} is not a supported argument type.\n\t{Path()}");
        }

        var converted = convert(value);
        if (converted is not KeyValuePair<string, object?>[] fields)
        {
            return converted;
        }

        // Nulls are kept, as in JSON.
        var map = PlainMap.Create();
        foreach (var (name, field) in fields)
        {
            Enter(name);
            map[name] = Plain(field)!;
            Leave();
        }

        return map.ToImmutable();
    }

    private static Func<object, object?>? EnumStruct(Type type)
    {
        if (!type.IsValueType || !type.IsDefined(typeof(EnumTypeAttribute), inherit: false))
        {
            return null;
        }

        var convert = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        return convert?.ReturnType == typeof(string) || convert?.ReturnType == typeof(double)
            ? value => convert.Invoke(null, [value])
            : throw new InvalidOperationException($"Expected {type.FullName} to have an explicit conversion operator to String or Double.");
    }

    private static Func<object, object?>? OutputTypeFields(Type type)
    {
        if (!type.IsDefined(typeof(OutputTypeAttribute), inherit: false))
        {
            return null;
        }

        var fields = Array.FindAll(
            type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance), field => field.IsInitOnly);
        return value => Array.ConvertAll(
            fields,
            field => new KeyValuePair<string, object?>(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.GetValue(value)));
    }

    private void Push(Step step)
    {
        if (_depth == _path.Length)
        {
            Array.Resize(ref _path, _depth * 2);
        }

        _path[_depth++] = step;
    }

    private string Path()
    {
        var path = new System.Text.StringBuilder(_label);
        for (var i = 0; i < _depth; i++)
        {
            _ = _path[i].Name is { } name ? path.Append('.').Append(name) : path.Append('[').Append(_path[i].Index).Append(']');
        }

        return path.ToString();
    }

    private readonly record struct Step(string? Name, int Index);

    /// <summary>A value that the provider expects as JSON text.</summary>
    private sealed class JsonText(object value) : IPlain
    {
        public object? ToPlain(InputCollector into)
        {
            var inner = value;
            if (value is IInput input)
            {
                var output = input.ToOutput();
                if (output.IsPending)
                {
                    (into.Pending ??= []).Add(output.Settled);
                    return null;
                }

                into._outputFailed = output.Failure is not null;
                into.Dependencies = Pulumi.Dependencies.Union(into.Dependencies, output.Dependencies);
                inner = output.UntypedValue;
                if (output.IsSecret)
                {
                    into.Note(InputFinding.Secret);
                }

                if (!output.IsKnown)
                {
                    into.Note(InputFinding.Unknown);
                    return into.MarkUnknown();
                }

                into.HasSecret |= output.IsSecret;
            }

            var marked = new InputCollector { KeepsMarks = true };
            var plain = marked.Single(into.Path(), inner);
            into.Dependencies = Pulumi.Dependencies.Union(into.Dependencies, marked.Dependencies);
            into.Adopt(marked.Findings);
            if (marked.Pending is not null)
            {
                (into.Pending ??= []).AddRange(marked.Pending);
                return null;
            }

            return JsonTextWriter.Write(plain);
        }
    }
}
