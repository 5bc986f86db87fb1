using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an invoke transform makes of a call.</summary>
public readonly struct InvokeTransformResult
{
    /// <summary>What an invoke transform makes of a call.</summary>
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
