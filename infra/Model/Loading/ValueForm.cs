using System.Globalization;

namespace Infra.Model.Loading;

/// <summary>A type of single values: how it is read from YAML, and how it is described to people and editors.</summary>
/// <param name="Type">The type in C#.</param>
/// <param name="Read">Reads a text: the value, or null and, where there is more to say than <paramref name="Expected"/>, what is
/// wrong.</param>
/// <param name="Expected">What to write, after "write".</param>
/// <param name="Words">The type in the guide.</param>
/// <param name="JsonTypes">The types in JSON Schema.</param>
/// <param name="Pattern">Regular expression of its texts in JSON Schema; null for any.</param>
public sealed record ValueForm(
    Type Type,
    Func<string, (object? Value, string Problem)> Read,
    string Expected,
    string Words,
    string[] JsonTypes,
    string? Pattern = null)
{
    private static readonly ValueForm[] All =
    [
        new(typeof(string), static text => (text, ""), "a single value", "text", ["string"]),
        new(
            typeof(bool),
            static text => (text switch { "true" => true, "false" => false, _ => null }, ""),
            "true or false",
            "`true` or `false`",
            ["boolean"]),
        new(
            typeof(int),
            static text =>
                (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null, ""),
            "a whole number",
            "whole number",
            ["integer"]),
        new(
            typeof(decimal),
            static text =>
                (decimal.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number) ? number : null, ""),
            "a number",
            "number",
            ["number"]),
        new(
            typeof(Quantity),
            static text => (Quantity.TryParse(text, out var value, out var problem) ? value : null, problem),
            "a quantity like 500m or 10Gi",
            "quantity (`500m`, `10Gi`)",
            ["string", "number"],
            "^[0-9]+(\\.[0-9]+)?(n|u|m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$"),
        new(
            typeof(Duration),
            static text => (Duration.TryParse(text, out var value, out var problem) ? value : null, problem),
            "a length of time like 30s or 7d",
            "time (`30s`, `7d`)",
            ["string"],
            "^([0-9]+(ms|s|m|h|d))+$"),
        new(
            typeof(CronSchedule),
            static text => (CronSchedule.TryParse(text, out var value, out var problem) ? value : null, problem),
            "a schedule like '0 2 * * *'",
            "schedule (`0 2 * * *`)",
            ["string"],
            "^[0-9*/,-]+( [0-9*/,-]+){4}$"),
        new(
            typeof(Cidr),
            static text => (Cidr.TryParse(text, out var value, out var problem) ? value : null, problem),
            "an address range like 10.0.0.0/16",
            "address range",
            ["string"],
            "^[0-9a-fA-F.:]+/[0-9]+$"),
        new(
            typeof(Ipv4),
            static text => (Ipv4.TryParse(text, out var value) ? value : null, ""),
            "an IPv4 address like 10.0.1.11",
            "address",
            ["string"],
            "^[0-9]+(\\.[0-9]+){3}$"),
        new(
            typeof(ServiceEndpoint),
            static text => (ServiceEndpoint.TryParse(text, out var value, out var problem) ? value : null, problem),
            "an endpoint like s3.example.org or http://minio.lan:9000",
            "endpoint (`s3.example.org`, `http://minio.lan:9000`)",
            ["string"],
            "^([Hh][Tt][Tt][Pp][Ss]?://)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?/?$"),
        new(
            typeof(DatabaseReference),
            static text => (DatabaseReference.TryParse(text, out var value, out var problem) ? value : null, problem),
            "a property of a database like server/database/host",
            "reference (`server/database/property`)",
            ["string"],
            $"^[^/]+/[^/]+/({string.Join('|', DatabaseReference.Properties)})$"),
    ];

    /// <summary>The form of a type; null for records, lists and maps.</summary>
    public static ValueForm? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Array.Find(All, form => form.Type == type) ?? (type.IsEnum ? OfEnum(type) : null);
    }

    /// <summary>A property's or enum value's name as a key: its first letter in lower case.</summary>
    public static string Key(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>An enum value as it is written in YAML.</summary>
    public static string Word(Type type, string name) => type.IsDefined(typeof(VerbatimNamesAttribute), inherit: false) ? name : Key(name);

    /// <summary>The values of an enum as they are written in YAML, in their order.</summary>
    internal static string[] WordsOf(Type type) => WordsOf(type, Enum.GetNames(type));

    private static string[] WordsOf(Type type, string[] names) => Array.ConvertAll(names, name => Word(type, name));

    private static ValueForm OfEnum(Type type)
    {
        var names = Enum.GetNames(type);
        var words = WordsOf(type, names);
        return new(
            type,
            text => Array.IndexOf(words, text) is >= 0 and var index
                ? (Enum.Parse(type, names[index]), "")
                : (null, $"'{text}' is not a known word; {Hint.For(text, words)}"),
            $"one of {string.Join(", ", words)}",
            string.Join(", ", words.Select(word => $"`{word}`")),
            ["string"]);
    }
}
