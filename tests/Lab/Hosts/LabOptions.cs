namespace Infra.Tests.Lab.Hosts;

/// <summary>Options for the hosts of a lab.</summary>
internal sealed record LabOptions
{
    /// <summary>
    /// Seconds that an agent waits for the one that is being upgraded. Default 90, less than a session lasts; less where a test takes the
    /// power from the one that is waited for.
    /// </summary>
    public int TurnSeconds { get; init; } = 90;

    /// <summary>Size of the disk below /var/lib/infra, as tmpfs takes it; null for the machine's own.</summary>
    public string? StepDisk { get; init; }

    /// <summary>Port of the hosts' sshd. Default 22.</summary>
    public int SshPort { get; init; } = 22;

    /// <summary>A user beside root who may use SSH, with <c>/bin/sh</c> as shell; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The user's rights as a line of sudoers; empty for none.</summary>
    public string Sudo { get; init; } = "";

    /// <summary>Folder with the disks that the hosts begin with; null for fresh ones.</summary>
    public string? Template { get; init; }
}
