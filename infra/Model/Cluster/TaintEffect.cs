namespace Infra.Model;

/// <summary>Effect of a taint.</summary>
[VerbatimNames]
public enum TaintEffect
{
    /// <summary>New pods are not scheduled on the node.</summary>
    NoSchedule,

    /// <summary>New pods are scheduled on other nodes if possible.</summary>
    PreferNoSchedule,

    /// <summary>New pods are not scheduled on the node, and running pods are evicted.</summary>
    NoExecute,
}
