using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>One resource as the program registered it, with what it inherits worked out. Made in the program's order, parents first.</summary>
internal sealed class Registration
{
    /// <summary>The resource itself.</summary>
    public required Resource Resource { get; init; }

    /// <summary>Its arguments, after all transformations.</summary>
    public required ResourceArgs? Arguments { get; init; }

    /// <summary>Its options as given, the SDK's own additions included.</summary>
    public required ResourceOptions Options { get; init; }

    /// <summary>The type token.</summary>
    public required string Type { get; init; }

    /// <summary>The logical name.</summary>
    public required string Name { get; init; }

    /// <summary>The parent; null for the stack itself.</summary>
    public Registration? Parent { get; set; }

    /// <summary>The children, in the program's order.</summary>
    public List<Registration> Children { get; } = [];

    /// <summary>The type with the types of all parents but the stack before it.</summary>
    public string QualifiedType { get; set; } = "";

    /// <summary>The full URN.</summary>
    public string Urn { get; set; } = "";

    /// <summary>Whether the engine refuses to delete it.</summary>
    public bool Protect { get; set; }

    /// <summary>Whether a delete only forgets it.</summary>
    public bool RetainOnDelete { get; set; }

    /// <summary>Whose deletion takes it along.</summary>
    public string? DeletedWith { get; set; }

    /// <summary>The providers its children find, by package.</summary>
    public IReadOnlyDictionary<string, Resource> Providers { get; set; } = NoProviders;

    /// <summary>URNs it may have had.</summary>
    public string[] Aliases { get; set; } = [];

    /// <summary>The URNs that stand for this resource where others depend on it, once asked for.</summary>
    public string[]? StandsFor { get; set; }

    private static readonly IReadOnlyDictionary<string, Resource> NoProviders = new Dictionary<string, Resource>(StringComparer.Ordinal);
}
