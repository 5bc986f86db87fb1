namespace Infra.Model;

/// <summary>Order in which pods get room on the nodes.</summary>
public enum AppPriority
{
    /// <summary>As pods without a priority.</summary>
    Normal,

    /// <summary>After all others: evicted first when a node is lost.</summary>
    Low,

    /// <summary>Before all others: evicts pods of lower priority where there is no room.</summary>
    High,
}
