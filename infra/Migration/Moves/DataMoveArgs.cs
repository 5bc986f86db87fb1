using Infra.Hosts;
using Infra.Model;
using Pulumi;

namespace Infra.Migration;

/// <summary>Inputs of a <see cref="DataMove"/>.</summary>
public sealed record DataMoveArgs
{
    /// <summary>The move.</summary>
    public required DataMoveSpec Move { get; init; }

    /// <summary>Whether the data goes back to the Docker host.</summary>
    public bool IsBack { get; init; }

    /// <summary>The server over which the move runs.</summary>
    public required Output<SshHost> Server { get; init; }

    /// <summary>The resources that must exist before the rehearsal: the target, and the gates.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>
    /// Whether an earlier run made it: then nothing about the server or the script runs its commands again. Defaults to false.
    /// </summary>
    public bool IsMade { get; init; }
}
