namespace Infra.Tests.Lab.Hosts;

/// <summary>How a lab is made.</summary>
internal sealed record LabOptions
{
    /// <summary>How long a node step waits for a node to be ready. Default 30 seconds; less where a test expects a failure.</summary>
    public int ReadySeconds { get; init; } = 30;

    /// <summary>
    /// How long an agent waits for the one that is being upgraded. Default 90 seconds, less than a session lasts; less where a test
    /// takes the power from the one that is waited for.
    /// </summary>
    public int TurnSeconds { get; init; } = 90;

    /// <summary>Size of the disk below /var/lib/infra, as tmpfs takes it; null for the machine's own.</summary>
    public string? StepDisk { get; init; }

    /// <summary>The port of the hosts' sshd.</summary>
    public int SshPort { get; init; } = 22;

    /// <summary>A user beside root who may use SSH, with <c>/bin/sh</c> for a shell; null for none.</summary>
    public string? User { get; init; }

    /// <summary>What that user may do by sudo, as sudo's settings take it; empty for nothing.</summary>
    public string Sudo { get; init; } = "";

    /// <summary>Disks and keys to begin with; null for fresh ones.</summary>
    public string? Template { get; init; }
}
