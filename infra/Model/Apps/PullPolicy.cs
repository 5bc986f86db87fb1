namespace Infra.Model;

/// <summary>When an image is pulled.</summary>
[VerbatimNames]
public enum PullPolicy
{
    /// <summary>When the node does not have it.</summary>
    IfNotPresent,

    /// <summary>At every start.</summary>
    Always,

    /// <summary>Never: it was imported, and a missing one must fail (source: 000).</summary>
    Never,
}
