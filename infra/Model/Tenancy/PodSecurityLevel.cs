namespace Infra.Model;

/// <summary>A Pod Security Standard, from open to strict.</summary>
public enum PodSecurityLevel
{
    /// <summary>Anything goes.</summary>
    Privileged,

    /// <summary>No known privilege escalation.</summary>
    Baseline,

    /// <summary>Hardened.</summary>
    Restricted,
}
