using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of an <see cref="OffsiteDump"/>.</summary>
public sealed record OffsiteDumpArgs
{
    /// <summary>The dump as described.</summary>
    public required DumpSpec Dump { get; init; }

    /// <summary>Its databases.</summary>
    public required IReadOnlyList<DumpTarget> Targets { get; init; }

    /// <summary>The stack's name: the first folder below the destination, so that no two stacks share one.</summary>
    public required string Stack { get; init; }

    /// <summary>rclone's configuration. A secret.</summary>
    public required Output<string> RcloneConfig { get; init; }

    /// <summary>The age identity that opens the dumps; null where there is none. A secret.</summary>
    public Output<string>? Identity { get; init; }

    /// <summary>The namespace of the server, once it is there.</summary>
    public required Resource Namespace { get; init; }

    /// <summary>What else must be there first: the server and its secrets, where this stack makes them.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
