namespace Pulumi;

/// <summary>The type token and package version of a resource class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute : Attribute
{
    /// <param name="type">The type token.</param>
    /// <param name="version">The package's version.</param>
    public ResourceTypeAttribute(string type, string? version)
    {
        Type = type;
        Version = version;
    }

    /// <summary>The type token.</summary>
    public string Type { get; }

    /// <summary>The package's version.</summary>
    public string? Version { get; }
}
