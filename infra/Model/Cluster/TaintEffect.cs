namespace Infra.Model;

/// <summary>The effect of a taint.</summary>
[VerbatimNames]
public enum TaintEffect
{
    /// <summary>New pods stay away.</summary>
    NoSchedule,

    /// <summary>New pods avoid the node if they can.</summary>
    PreferNoSchedule,

    /// <summary>New pods stay away and running ones are evicted.</summary>
    NoExecute,
}
