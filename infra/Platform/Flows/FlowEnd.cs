namespace Infra.Platform.Flows;

/// <summary>One end of a <see cref="Flow"/>: pods, or addresses outside the pod network.</summary>
public abstract record FlowEnd
{
    /// <summary>A word for the end, unique among what it is used with; part of the policies' names.</summary>
    public required string Name { get; init; }

    /// <summary>The end as people read it, e.g. <c>prod/wordpress</c>; tells all ends apart.</summary>
    public abstract string Text { get; }
}
