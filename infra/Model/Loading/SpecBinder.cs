using System.Collections.Concurrent;
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
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> s_properties = new();

    /// <summary>Makes a record out of a map.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <returns>The record; null when a problem was found in it.</returns>
    public T? Bind<T>(YamlMap map)
        where T : class => (T?)Record(typeof(T), map);

    /// <summary>The settings of a record type by their keys.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Settings(Type type) => SettingsOf(type);

    /// <summary>A property's or enum value's name as a key: its first letter in lower case.</summary>
    public static string Key(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>An enum value as it is written in YAML.</summary>
    public static string Word(Type type, string name) => type.IsDefined(typeof(VerbatimNamesAttribute), inherit: false) ? name : Key(name);

    private static Dictionary<string, PropertyInfo> SettingsOf(Type type) => s_properties.GetOrAdd(type, static type =>
    {
        var settings = new Dictionary<string, PropertyInfo>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite)
            {
                settings.Add(Key(property.Name), property);
            }
        }

        return settings;
    });

    private object? Record(Type type, YamlMap map)
    {
        var settings = SettingsOf(type);
        var record = Activator.CreateInstance(type)!;
        var good = true;
        foreach (var entry in map.Entries)
        {
            if (!settings.TryGetValue(entry.Key, out var property))
            {
                problems.Add(entry.Position, $"unknown key '{entry.Key}'", Hint.For(entry.Key, settings.Keys));
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

        foreach (var (key, property) in settings)
        {
            if (map.Find(key) is null or { Value: YamlScalar { IsNull: true } } && property.IsDefined(typeof(RequiredMemberAttribute), inherit: false))
            {
                problems.Add(map.Position, $"'{key}' is missing{Named(map)}", $"it is required here");
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

        if (type.IsClass && type != typeof(string))
        {
            return node is YamlMap map ? Record(type, map) : Wrong(node, $"'{key}' is {node.Kind}", "it needs a map of settings");
        }

        return node is YamlScalar scalar ? Scalar(type, scalar, key) : Wrong(node, $"'{key}' is {node.Kind}", $"it needs {Expected(type)}");
    }

    private Array? List(Type element, YamlNode node, string key)
    {
        if (node is not YamlSequence sequence)
        {
            Wrong(node, $"'{key}' is {node.Kind}", "it needs a list: one line with a dash for each item");
            return null;
        }

        var list = Array.CreateInstance(element, sequence.Items.Count);
        var good = true;
        for (var index = 0; index < sequence.Items.Count; index++)
        {
            if (Value(element, sequence.Items[index], key) is { } item)
            {
                list.SetValue(item, index);
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
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(name => Word(type, name))),
        _ => "a single value",
    };

    private object? Wrong(YamlNode node, string wrong, string right)
    {
        problems.Add(node.Position, wrong, right);
        return null;
    }
}
