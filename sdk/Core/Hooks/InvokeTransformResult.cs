using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Result of an invoke transform: the arguments and options of the call.</summary>
public readonly struct InvokeTransformResult
{
    /// <summary>Creates the result of an invoke transform.</summary>
    public InvokeTransformResult(ImmutableDictionary<string, object?> args, InvokeOptions options)
    {
        Args = args;
        Options = options;
    }

    /// <summary>The arguments to call with.</summary>
    public ImmutableDictionary<string, object?> Args { get; }

    /// <summary>The options to call with.</summary>
    public InvokeOptions Options { get; }
}
