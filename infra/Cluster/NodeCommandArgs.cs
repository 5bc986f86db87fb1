using Infra.Hosts;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="NodeCommand"/>.</summary>
public sealed record NodeCommandArgs
{
    /// <summary>The host that runs the step.</summary>
    public required Output<SshHost> Host { get; init; }

    /// <summary>The step, a script's name without its ending.</summary>
    public required string Step { get; init; }

    /// <summary>The composed script of the step.</summary>
    public required Output<string> Script { get; init; }

    /// <summary>The script's own standard input. A secret; null (default) for none.</summary>
    public Output<string>? Secrets { get; init; }

    /// <summary>The values whose change replaces the command, which runs the step again.</summary>
    public IReadOnlyList<object> Triggers { get; init; } = [];

    /// <summary>The resources that must exist before the command runs.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>Minutes after which the engine stops to wait; the script itself is stopped a minute earlier.</summary>
    public required int Minutes { get; init; }

    /// <summary>
    /// Whether an earlier run made the step and it must not run again, whatever changes about the host or the script; a changed trigger
    /// alone runs it again. Defaults to false.
    /// </summary>
    public bool IsMade { get; init; }

    /// <summary>Whether the output of the step is a secret, which is neither shown nor stored in plain text.</summary>
    public bool SecretOutput { get; init; }
}
