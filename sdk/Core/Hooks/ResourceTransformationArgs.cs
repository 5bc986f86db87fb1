namespace Pulumi;

/// <summary>What a transformation sees: options as they were given, before inheritance from the parent.</summary>
public readonly struct ResourceTransformationArgs
{
    /// <summary>What a transformation sees.</summary>
    public ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        Resource = resource;
        Args = args;
        Options = options;
    }

    /// <summary>The resource, under construction.</summary>
    public Resource Resource { get; }

    /// <summary>Its args.</summary>
    public ResourceArgs Args { get; }

    /// <summary>Its options.</summary>
    public ResourceOptions Options { get; }
}
