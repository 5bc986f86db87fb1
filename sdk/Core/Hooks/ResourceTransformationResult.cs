namespace Pulumi;

/// <summary>Result of a transformation: the args and options to register.</summary>
public readonly struct ResourceTransformationResult
{
    /// <summary>Creates the result of a transformation.</summary>
    public ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
    {
        Args = args;
        Options = options;
    }

    /// <summary>The args to register.</summary>
    public ResourceArgs Args { get; }

    /// <summary>The options to register; they must name the same parent.</summary>
    public ResourceOptions Options { get; }
}
