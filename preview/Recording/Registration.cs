using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// One resource as registered by the program, with its inherited properties resolved. Created in the program's order, parents first.
/// </summary>
internal sealed class Registration
{
    /// <summary>The resource itself.</summary>
    public required Resource Resource { get; init; }

    /// <summary>The arguments, after all transformations.</summary>
    public required ResourceArgs? Arguments { get; init; }

    /// <summary>The options as given, including the SDK's own additions.</summary>
    public required ResourceOptions Options { get; init; }

    /// <summary>The type token.</summary>
    public required string Type { get; init; }

    /// <summary>The logical name.</summary>
    public required string Name { get; init; }

    /// <summary>The parent; null for the stack itself.</summary>
    public Registration? Parent { get; set; }

    /// <summary>The children, in the program's order.</summary>
    public List<Registration> Children { get; } = [];

    /// <summary>The type, preceded by the types of all parents except the stack.</summary>
    public string QualifiedType { get; set; } = "";

    /// <summary>The full URN.</summary>
    public string Urn { get; set; } = "";

    /// <summary>Whether the engine refuses to delete the resource.</summary>
    public bool Protect { get; set; }

    /// <summary>Whether a deletion removes the resource from the state only.</summary>
    public bool RetainOnDelete { get; set; }

    /// <summary>The resource with whose deletion this one is deleted too.</summary>
    public string? DeletedWith { get; set; }

    /// <summary>The providers available to the children, by package.</summary>
    public IReadOnlyDictionary<string, Resource> Providers { get; set; } = NoProviders;

    /// <summary>URNs that the resource may have had before.</summary>
    public string[] Aliases { get; set; } = [];

    /// <summary>The URNs that represent this resource in the dependencies of others; null until first requested.</summary>
    public string[]? StandsFor { get; set; }

    private static readonly IReadOnlyDictionary<string, Resource> NoProviders = new Dictionary<string, Resource>(StringComparer.Ordinal);
}
