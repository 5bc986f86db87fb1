namespace Infra.Model;

/// <summary>The Pod Security admission levels of a namespace.</summary>
[RequiredWhen(nameof(Exemption), nameof(Enforce), PodSecurityLevel.Privileged)]
public sealed record PodSecuritySpec
{
    /// <summary>Pods beyond this are refused. Defaults to <see cref="PodSecurityLevel.Baseline"/>.</summary>
    public PodSecurityLevel Enforce { get; init; } = PodSecurityLevel.Baseline;

    /// <summary>Why the namespace is exempt; required by <see cref="PodSecurityLevel.Privileged"/>, and written on the namespace.</summary>
    [FreeText]
    public string? Exemption { get; init; }

    /// <summary>Pods beyond this are noted in the audit log. Defaults to <see cref="PodSecurityLevel.Restricted"/>.</summary>
    public PodSecurityLevel Audit { get; init; } = PodSecurityLevel.Restricted;

    /// <summary>Pods beyond this answer with a warning. Defaults to <see cref="PodSecurityLevel.Restricted"/>.</summary>
    public PodSecurityLevel Warn { get; init; } = PodSecurityLevel.Restricted;
}
