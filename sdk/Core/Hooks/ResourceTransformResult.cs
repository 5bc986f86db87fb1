using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Result of a transform: the inputs and options to register.</summary>
public readonly struct ResourceTransformResult
{
    /// <summary>Creates the result of a transform.</summary>
    public ResourceTransformResult(ImmutableDictionary<string, object?> args, ResourceOptions options)
    {
        Args = args;
        Options = options;
    }

    /// <summary>The inputs to register.</summary>
    public ImmutableDictionary<string, object?> Args { get; }

    /// <summary>The options to register.</summary>
    public ResourceOptions Options { get; }
}
