using System.Collections;
using System.Reflection;
using Infra.Model.Loading;

namespace Infra.Model.Documentation;

/// <summary>The type of a setting, for readers.</summary>
public static class SettingType
{
    /// <summary>The settings of a record that files may hold, in the order of the record.</summary>
    public static IEnumerable<PropertyInfo> Settings(Type record) =>
        SpecBinder.Settings(record).Values.Where(property => !property.IsDefined(typeof(SetByLoaderAttribute), inherit: false));

    /// <summary>The record behind a type: itself, a list's items', or null when there is none.</summary>
    public static Type? RecordOf(Type type)
    {
        type = ItemOf(type) ?? type;
        return type.Namespace == typeof(SystemSpec).Namespace && type.Name.EndsWith("Spec", StringComparison.Ordinal) ? type : null;
    }

    /// <summary>The type of a list's items; null for what is no list.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>A map of names and values.</summary>
    public static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    /// <summary>The type in words.</summary>
    public static string Words(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when ItemOf(type) is { } item => RecordOf(item) is null ? $"list of {Plural(item)}" : $"list of {Link(item)}",
            _ when IsMap(type) => "map",
            _ when RecordOf(type) is not null => Link(type),
            { IsEnum: true } => string.Join(", ", Enum.GetNames(type).Select(name => $"`{SpecBinder.Word(type, name)}`")),
            _ => Single(type),
        };
    }

    /// <summary>A setting's default in words; empty when there is none to show.</summary>
    public static string Default(PropertyInfo property, object record) => property.GetValue(record) switch
    {
        null => "",
        "" => "",
        bool flag => flag ? "`true`" : "`false`",
        Enum word => $"`{SpecBinder.Word(word.GetType(), word.ToString())}`",
        string text => $"`{text}`",
        decimal number => $"`{SettingDocs.Number(number)}`",
        IEnumerable<KeyValuePair<string, string>> => "",
        IEnumerable list => List(list),
        var value when RecordOf(value.GetType()) is not null || value is YamlFragment => "",
        var value => $"`{value}`",
    };

    /// <summary>The heading of a record: its name without the suffix.</summary>
    public static string Heading(Type record) => record.Name[..^"Spec".Length];

    private static string List(IEnumerable list)
    {
        var items = list.Cast<object>().Where(item => RecordOf(item.GetType()) is null).Select(item => $"`{item}`").ToList();
        return string.Join(", ", items);
    }

    private static string Link(Type record) => $"[{Heading(record)}](#{Heading(record).ToLowerInvariant()})";

    private static string Plural(Type item) => item switch
    {
        _ when item == typeof(string) => "texts",
        _ when item == typeof(int) => "numbers",
        _ when item == typeof(Cidr) => "address ranges",
        { IsEnum: true } => Words(item),
        _ => item.Name,
    };

    private static string Single(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "`true` or `false`",
        _ when type == typeof(int) => "whole number",
        _ when type == typeof(decimal) => "number",
        _ when type == typeof(Quantity) => "quantity (`500m`, `10Gi`)",
        _ when type == typeof(Duration) => "time (`30s`, `7d`)",
        _ when type == typeof(CronSchedule) => "schedule (`0 2 * * *`)",
        _ when type == typeof(Cidr) => "address range",
        _ when type == typeof(Ipv4) => "address",
        _ when type == typeof(DatabaseReference) => "reference (`server/database/property`)",
        _ when type == typeof(YamlFragment) => "settings in the shape of `system.yaml`",
        _ => type.Name,
    };
}
