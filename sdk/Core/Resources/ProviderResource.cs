namespace Pulumi;

/// <summary>A configured provider that other resources can name in their options.</summary>
public class ProviderResource : CustomResource
{
    private string? _reference;

    /// <summary>Registers a provider of the package.</summary>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : this(package, name, args, options, registerPackageRequest: null)
    {
    }

    /// <summary>Registers a provider of the package.</summary>
    public ProviderResource(
        string package, string name, ResourceArgs args, CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : base("pulumi:providers:" + package, name, args, options, registerPackageRequest) => PackageName = package;

    internal string PackageName { get; }

    /// <summary>Reference by which other resources name the provider: URN and id, once both are available.</summary>
    internal string Reference
        => _reference ??= $"{Urn.Value}::{(Id.IsKnown && !string.IsNullOrEmpty(Id.Value) ? Id.Value : Special.Unknown)}";
}
