namespace Infra.Preview.Graph;

/// <summary>Parts of the URN of a resource, `urn:pulumi:stack::project::parent types$type::name`.</summary>
internal static class Urn
{
    private const string Separator = "::";

    /// <summary>Logical name.</summary>
    public static string NameOf(string urn) => urn[(urn.LastIndexOf(Separator, StringComparison.Ordinal) + Separator.Length)..];

    /// <summary>URN without its last part: the name of a resource, or the ID in a reference to a provider.</summary>
    public static string WithoutLast(string urn) => urn[..urn.LastIndexOf(Separator, StringComparison.Ordinal)];

    /// <summary>Whether the URN of a provider is that of a default one, which the engine creates by itself.</summary>
    public static bool IsDefaultProvider(string urn) =>
        NameOf(urn) is var name && (name == "default" || name.StartsWith("default_", StringComparison.Ordinal));
}
