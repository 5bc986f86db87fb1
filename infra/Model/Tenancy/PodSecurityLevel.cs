namespace Infra.Model;

/// <summary>A Pod Security Standard, from permissive to strict.</summary>
public enum PodSecurityLevel
{
    /// <summary>No restrictions.</summary>
    Privileged,

    /// <summary>Prevents known privilege escalations.</summary>
    Baseline,

    /// <summary>Hardened: follows current best practice for pods.</summary>
    Restricted,
}
