using Infra.Hosts;
using Pulumi;

namespace Infra.Migration;

/// <summary>Inputs of <see cref="Gate"/>.</summary>
public sealed record GateArgs
{
    /// <summary>The gate as planned, with a question for the cluster.</summary>
    public required PlannedGate Gate { get; init; }

    /// <summary>The server over which the cluster is asked.</summary>
    public required Output<SshHost> Host { get; init; }

    /// <summary>The resources that must exist before: earlier gates.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>
    /// Whether an earlier run passed it: then nothing about the server or the script asks it again. Defaults to false.
    /// </summary>
    public bool IsPassed { get; init; }
}
