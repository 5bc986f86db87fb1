namespace Infra.Model;

/// <summary>The Pod Security admission levels of a namespace.</summary>
[RequiredWhen(nameof(Exemption), nameof(Enforce), nameof(PodSecurityLevel.Privileged))]
public sealed record PodSecuritySpec
{
    /// <summary>Level that pods must meet to be admitted. Defaults to <see cref="PodSecurityLevel.Baseline"/>.</summary>
    public PodSecurityLevel Enforce { get; init; } = PodSecurityLevel.Baseline;

    /// <summary>Reason for the exemption; required by <see cref="PodSecurityLevel.Privileged"/>, and recorded on the namespace.</summary>
    [FreeText]
    public string? Exemption { get; init; }

    /// <summary>Level whose violations are recorded in the audit log. Defaults to <see cref="PodSecurityLevel.Restricted"/>.</summary>
    public PodSecurityLevel Audit { get; init; } = PodSecurityLevel.Restricted;

    /// <summary>Level whose violations cause a warning. Defaults to <see cref="PodSecurityLevel.Restricted"/>.</summary>
    public PodSecurityLevel Warn { get; init; } = PodSecurityLevel.Restricted;
}
