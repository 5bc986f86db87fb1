using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Arguments of an invoke transform.</summary>
public readonly struct InvokeTransformArgs
{
    /// <summary>Creates the arguments of an invoke transform.</summary>
    public InvokeTransformArgs(string token, ImmutableDictionary<string, object?> args, InvokeOptions options)
    {
        Token = token;
        Args = args;
        Options = options;
    }

    /// <summary>The function's token.</summary>
    public string Token { get; }

    /// <summary>The arguments of the call by wire name.</summary>
    public ImmutableDictionary<string, object?> Args { get; }

    /// <summary>The options of the call.</summary>
    public InvokeOptions Options { get; }
}
