namespace Infra.Model;

/// <summary>
/// Rights of an app's processes. What exceeds the Pod Security level <c>restricted</c> needs a <see cref="Reason"/>, and a namespace that
/// allows it.
/// </summary>
public sealed record AppSecuritySpec
{
    /// <summary>User id of the processes; 0 for root, which needs the level <c>baseline</c>. Defaults to 10001, which
    /// no image defines.</summary>
    [Range(0)]
    public int User { get; init; } = 10001;

    /// <summary>Group id of the processes and of the files on volumes; null (default) for the number of <see cref="User"/>.</summary>
    [Range(0)]
    public int? Group { get; init; }

    /// <summary>Capabilities of the processes, such as <c>CHOWN</c>. Defaults to none.</summary>
    [Capability]
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Whether processes may gain rights by a program's own bits, as sudo does. Defaults to false.</summary>
    public bool Escalation { get; init; }

    /// <summary>
    /// Whether the image's files cannot be changed; the app then writes to volumes and scratch folders only. Defaults to true.
    /// </summary>
    public bool ReadOnlyRoot { get; init; } = true;

    /// <summary>Reason for what exceeds the level <c>restricted</c>, as one sentence.</summary>
    [FreeText]
    public string Reason { get; init; } = "";
}
