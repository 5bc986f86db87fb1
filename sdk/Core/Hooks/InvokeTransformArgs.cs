using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an invoke transform sees.</summary>
public readonly struct InvokeTransformArgs
{
    /// <summary>What an invoke transform sees.</summary>
    public InvokeTransformArgs(string token, ImmutableDictionary<string, object?> args, InvokeOptions options)
    {
        Token = token;
        Args = args;
        Options = options;
    }

    /// <summary>The function's token.</summary>
    public string Token { get; }

    /// <summary>Its arguments by wire name.</summary>
    public ImmutableDictionary<string, object?> Args { get; }

    /// <summary>Its options.</summary>
    public InvokeOptions Options { get; }
}
