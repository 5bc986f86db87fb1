namespace Pulumi;

/// <summary>Options of a call of a resource's method.</summary>
public class CallOptions
{
    /// <summary>A resource whose provider is used when none is given.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The provider plugin's version.</summary>
    public string? Version { get; set; }

    /// <summary>Download URL of the provider plugin.</summary>
    public string? PluginDownloadURL { get; set; }
}
