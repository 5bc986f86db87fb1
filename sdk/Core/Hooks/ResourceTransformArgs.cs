using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Arguments of a transform.</summary>
public readonly struct ResourceTransformArgs
{
    /// <summary>Creates the arguments of a transform.</summary>
    public ResourceTransformArgs(string name, string type, bool custom, ImmutableDictionary<string, object?> args, ResourceOptions options)
    {
        Name = name;
        Type = type;
        Custom = custom;
        Args = args;
        Options = options;
    }

    /// <summary>The resource's name.</summary>
    public string Name { get; }

    /// <summary>The type token.</summary>
    public string Type { get; }

    /// <summary>Whether the resource is a custom resource, managed by a provider.</summary>
    public bool Custom { get; }

    /// <summary>The inputs by wire name.</summary>
    public ImmutableDictionary<string, object?> Args { get; }

    /// <summary>The options.</summary>
    public ResourceOptions Options { get; }
}
