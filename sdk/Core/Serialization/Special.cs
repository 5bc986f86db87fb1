namespace Pulumi;

/// <summary>Marks for special values in the wire format.</summary>
internal static class Special
{
    /// <summary>Mark of a value that is not known yet.</summary>
    internal const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>Key of a map whose value names the special meaning of the map.</summary>
    internal const string Key = "4dabf18193072939515e22adb298388d";

    /// <summary>Mark of a secret; its value is under <see cref="Value"/>.</summary>
    internal const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    internal const string Value = "value";
}
