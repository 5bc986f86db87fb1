namespace Pulumi;

/// <summary>The marks that stand for something else on the wire.</summary>
internal static class Special
{
    /// <summary>Stands for a value that is not known yet.</summary>
    internal const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The key of a map that says what the map stands for.</summary>
    internal const string Key = "4dabf18193072939515e22adb298388d";

    /// <summary>The map stands for a secret; the value is under <see cref="Value"/>.</summary>
    internal const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    internal const string Value = "value";
}
