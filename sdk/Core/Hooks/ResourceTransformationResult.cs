namespace Pulumi;

/// <summary>What a transformation makes of a resource.</summary>
public readonly struct ResourceTransformationResult
{
    /// <summary>What a transformation makes of a resource.</summary>
    public ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
    {
        Args = args;
        Options = options;
    }

    /// <summary>The args to register.</summary>
    public ResourceArgs Args { get; }

    /// <summary>The options to register; the parent must be the same.</summary>
    public ResourceOptions Options { get; }
}
