namespace Infra.Tests.Lab.Hosts;

/// <summary>Options for the hosts of a lab.</summary>
internal sealed record LabOptions
{
    /// <summary>
    /// Seconds that an agent waits for the one that is being upgraded. Default 90, less than a session lasts; lower if a test switches
    /// that agent off.
    /// </summary>
    public int TurnSeconds { get; init; } = 90;

    /// <summary>Size of the disk below /var/lib/infra, as an option of tmpfs; null for the machine's disk.</summary>
    public string? StepDisk { get; init; }

    /// <summary>Port of the hosts' sshd. Default 22.</summary>
    public int SshPort { get; init; } = 22;

    /// <summary>A second user, beside root, who may use SSH, with <c>/bin/sh</c> as shell; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The user's rights as a line of sudoers; empty for none.</summary>
    public string Sudo { get; init; } = "";

    /// <summary>Folder with the initial disks of the hosts; null for new disks.</summary>
    public string? Template { get; init; }
}
