namespace Infra.Flows;

/// <summary>One end of a <see cref="Flow"/>: pods, or addresses outside the pod network.</summary>
public abstract record FlowEnd
{
    /// <summary>A word for the end, unique among the ends it is used with; part of the names of network policies.</summary>
    public required string Name { get; init; }

    /// <summary>The end as shown to an operator, e.g. <c>prod/wordpress</c>; unique among all ends.</summary>
    public abstract string Text { get; }
}
