namespace Pulumi;

/// <summary>Arguments of a transformation: options as given, before inheritance from the parent.</summary>
public readonly struct ResourceTransformationArgs
{
    /// <summary>Creates the arguments of a transformation.</summary>
    public ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        Resource = resource;
        Args = args;
        Options = options;
    }

    /// <summary>The resource, under construction.</summary>
    public Resource Resource { get; }

    /// <summary>The args of the resource.</summary>
    public ResourceArgs Args { get; }

    /// <summary>The options of the resource.</summary>
    public ResourceOptions Options { get; }
}
