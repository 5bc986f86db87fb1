using System.Collections;
using Infra.Model.Loading;

namespace Infra.Model.Documentation;

/// <summary>The type of a setting, for readers.</summary>
public static class SettingType
{
    /// <summary>The settings of a record that files may hold, in the order of the record.</summary>
    public static IEnumerable<Setting> Settings(Type record) =>
        RecordShape.Of(record).Settings.Values.Where(setting => !setting.Property.IsDefined(typeof(SetByLoaderAttribute), inherit: false));

    /// <summary>The record that a setting or its items are; null for single values and pieces of YAML.</summary>
    public static Type? RecordOf(Setting setting) => IsRecord(setting.ItemType) ? setting.ItemType : null;

    /// <summary>Whether a type is a record of settings.</summary>
    public static bool IsRecord(Type type) =>
        type.Namespace == typeof(SystemSpec).Namespace && type.Name.EndsWith("Spec", StringComparison.Ordinal);

    /// <summary>The type in words.</summary>
    public static string Words(Setting setting)
    {
        var item = RecordOf(setting) is { } record ? Link(record) : setting.Form?.Words ?? "settings in the shape of `system.yaml`";
        return setting.IsMap ? "map" : setting.IsList ? $"list of {Plural(setting, item)}" : item;
    }

    /// <summary>A setting's default in words; empty when there is none to show.</summary>
    public static string Default(Setting setting, object record) => setting.Get(record) switch
    {
        null => "",
        "" => "",
        bool flag => flag ? "`true`" : "`false`",
        Enum word => $"`{ValueForm.Word(word.GetType(), word.ToString())}`",
        string text => $"`{text}`",
        decimal number => $"`{SettingDocs.Number(number)}`",
        IEnumerable<KeyValuePair<string, string>> => "",
        IEnumerable list => List(list),
        var value when IsRecord(value.GetType()) || value is YamlFragment => "",
        var value => $"`{value}`",
    };

    /// <summary>The heading of a record: its name without the suffix.</summary>
    public static string Heading(Type record) => record.Name[..^"Spec".Length];

    private static string List(IEnumerable list) =>
        string.Join(", ", list.Cast<object>().Where(item => !IsRecord(item.GetType())).Select(item => $"`{item}`"));

    private static string Link(Type record) => $"[{Heading(record)}](#{Heading(record).ToLowerInvariant()})";

    private static string Plural(Setting setting, string words) => setting.ItemType switch
    {
        _ when setting.ItemType == typeof(string) => "texts",
        _ when setting.ItemType == typeof(int) => "numbers",
        _ when setting.ItemType == typeof(Cidr) => "address ranges",
        _ => words,
    };
}
