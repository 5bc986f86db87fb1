using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// Makes records out of YAML by the names of their properties: keys are the properties in camel case, unknown keys are
/// errors with the nearest known key as a hint, and every problem is reported, not only the first.
/// </summary>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="sources">Takes where each record was written.</param>
public sealed class SpecBinder(ProblemList problems, SourceMap sources)
{
    private static readonly Dictionary<Type, Shape> s_shapes = [];
    private static readonly Lock s_lock = new();

    /// <summary>Makes a record out of a map.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <returns>The record; null when a problem was found in it.</returns>
    public T? Bind<T>(YamlMap map)
        where T : class => (T?)Record(typeof(T), map);

    /// <summary>The settings of a record type by their keys.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Settings(Type type) => ShapeOf(type).Settings;

    /// <summary>A property's or enum value's name as a key: its first letter in lower case.</summary>
    public static string Key(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>An enum value as it is written in YAML.</summary>
    public static string Word(Type type, string name) => type.IsDefined(typeof(VerbatimNamesAttribute), inherit: false) ? name : Key(name);

    private static Shape ShapeOf(Type type)
    {
        lock (s_lock)
        {
            if (!s_shapes.TryGetValue(type, out var shape))
            {
                shape = new Shape(type);
                s_shapes.Add(type, shape);
            }

            return shape;
        }
    }

    private object? Record(Type type, YamlMap map)
    {
        var shape = ShapeOf(type);
        var record = Activator.CreateInstance(type)!;
        var good = true;
        foreach (var entry in map.Entries)
        {
            if (!shape.Settings.TryGetValue(entry.Key, out var property))
            {
                problems.Add(entry.Position, $"unknown key '{entry.Key}'", Hint.For(entry.Key, shape.Settings.Keys));
                good = false;
            }
            else if (entry.Value is YamlScalar { IsNull: true })
            {
                continue;
            }
            else if (Value(property.PropertyType, entry.Value, entry.Key) is { } value)
            {
                property.SetValue(record, value);
            }
            else
            {
                good = false;
            }
        }

        foreach (var key in shape.Required)
        {
            if (map.Find(key) is null or { Value: YamlScalar { IsNull: true } })
            {
                problems.Add(map.Position, $"'{key}' is missing{Named(map)}", "it is required here");
                good = false;
            }
        }

        sources.Add(record, map);
        return good ? record : null;
    }

    private static string Named(YamlMap map) => map.Text("name") is { } name ? $" for '{name}'" : "";

    private object? Value(Type type, YamlNode node, string key)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (node is YamlScalar plain && IsSingle(type))
        {
            return plain.IsEmpty ? Wrong(node, $"'{key}' has no value", "write one, or null for the default") : Scalar(type, plain, key);
        }

        if (node is YamlScalar { IsEmpty: true })
        {
            return Wrong(node, $"'{key}' has no value", "write one, or null for the default");
        }

        if (type == typeof(YamlFragment))
        {
            return node is YamlMap fragment ? new YamlFragment(fragment) : Wrong(node, $"'{key}' is {node.Kind}", "it needs a map in the shape of system.yaml");
        }

        if (type.IsGenericType)
        {
            return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
                ? List(type.GetGenericArguments()[0], node, key)
                : Map(node, key);
        }

        if (!IsSingle(type))
        {
            return node is YamlMap map ? Record(type, map) : Wrong(node, $"'{key}' is {node.Kind}", "it needs a map of settings");
        }

        return Wrong(node, $"'{key}' is {node.Kind}", $"it needs {Expected(type)}");
    }

    private static bool IsSingle(Type type) =>
        type.IsValueType || type == typeof(string) || type == typeof(Quantity) || type == typeof(Duration) || type == typeof(CronSchedule) || type == typeof(Cidr) || type == typeof(Ipv4)
        || type == typeof(DatabaseReference);

    private object? List(Type element, YamlNode node, string key)
    {
        if (node is not YamlSequence sequence)
        {
            Wrong(node, $"'{key}' is {node.Kind}", "it needs a list: one line with a dash for each item");
            return null;
        }

        // Arrays of numbers would need code made at run time for every use through an interface; List<int> has its own.
        IList list = element == typeof(int) ? new List<int>(new int[sequence.Items.Count]) : Array.CreateInstance(element, sequence.Items.Count);
        var good = true;
        for (var index = 0; index < sequence.Items.Count; index++)
        {
            if (Value(element, sequence.Items[index], key) is { } item)
            {
                list[index] = item;
            }
            else
            {
                good = false;
            }
        }

        return good ? list : null;
    }

    private Dictionary<string, string>? Map(YamlNode node, string key)
    {
        if (node is not YamlMap map)
        {
            Wrong(node, $"'{key}' is {node.Kind}", "it needs a map of names and values");
            return null;
        }

        var values = new Dictionary<string, string>();
        var good = true;
        foreach (var entry in map.Entries)
        {
            if (entry.Value is YamlScalar { IsEmpty: false } scalar)
            {
                values.Add(entry.Key, scalar.Text);
            }
            else
            {
                Wrong(entry.Value, $"'{entry.Key}' in '{key}' is {entry.Value.Kind}", "it needs a single value");
                good = false;
            }
        }

        return good ? values : null;
    }

    private object? Scalar(Type type, YamlScalar scalar, string key)
    {
        var text = scalar.Text;
        var problem = "";
        object? value = null;
        if (type == typeof(string))
        {
            value = text;
        }
        else if (type == typeof(bool))
        {
            value = text switch { "true" => true, "false" => false, _ => null };
        }
        else if (type == typeof(int))
        {
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type == typeof(decimal))
        {
            value = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type.IsEnum)
        {
            value = EnumValue(type, text, ref problem);
        }
        else if (type == typeof(Quantity))
        {
            value = Quantity.TryParse(text, out var quantity, out problem) ? quantity : null;
        }
        else if (type == typeof(Duration))
        {
            value = Duration.TryParse(text, out var duration, out problem) ? duration : null;
        }
        else if (type == typeof(CronSchedule))
        {
            value = CronSchedule.TryParse(text, out var schedule, out problem) ? schedule : null;
        }
        else if (type == typeof(Cidr))
        {
            value = Cidr.TryParse(text, out var range, out problem) ? range : null;
        }
        else if (type == typeof(DatabaseReference))
        {
            value = DatabaseReference.TryParse(text, out var reference, out problem) ? reference : null;
        }
        else if (type == typeof(Ipv4))
        {
            value = Ipv4.TryParse(text, out var address) ? address : null;
        }

        if (value is not null)
        {
            return value;
        }

        var semicolon = problem.IndexOf("; ", StringComparison.Ordinal);
        return semicolon < 0
            ? Wrong(scalar, problem.Length > 0 ? $"'{key}': {problem}" : $"'{key}' is {scalar.Kind}", $"it needs {Expected(type)}")
            : Wrong(scalar, $"'{key}': {problem[..semicolon]}", problem[(semicolon + 2)..]);
    }

    private static object? EnumValue(Type type, string text, ref string problem)
    {
        var names = Enum.GetNames(type);
        foreach (var name in names)
        {
            if (Word(type, name) == text)
            {
                return Enum.Parse(type, name);
            }
        }

        problem = $"'{text}' is not one of its words; {Hint.For(text, [.. names.Select(name => Word(type, name))])}";
        return null;
    }

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(decimal) => "a number",
        _ when type == typeof(Ipv4) => "an IPv4 address like 10.0.1.11",
        _ when type == typeof(Cidr) => "an address range like 10.0.0.0/16",
        _ when type == typeof(Quantity) => "a quantity like 500m or 10Gi",
        _ when type == typeof(Duration) => "a length of time like 30s or 7d",
        _ when type == typeof(CronSchedule) => "a schedule like '0 2 * * *'",
        _ when type == typeof(DatabaseReference) => "a property of a database like server/database/host",
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(name => Word(type, name))),
        _ => "a single value",
    };

    private object? Wrong(YamlNode node, string wrong, string right)
    {
        problems.Add(node.Position, wrong, right);
        return null;
    }

    // What the binder needs to know of a record type, looked up once.
    private sealed class Shape
    {
        public Shape(Type type)
        {
            var anyRequired = type.IsDefined(typeof(RequiredMemberAttribute), inherit: false);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (!property.CanWrite)
                {
                    continue;
                }

                var key = Key(property.Name);
                Settings.Add(key, property);
                if (anyRequired && property.IsDefined(typeof(RequiredMemberAttribute), inherit: false))
                {
                    Required.Add(key);
                }
            }
        }

        public Dictionary<string, PropertyInfo> Settings { get; } = [];

        public List<string> Required { get; } = [];
    }
}
