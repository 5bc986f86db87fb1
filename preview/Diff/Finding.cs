namespace Infra.Preview.Diff;

/// <summary>One thing to look at before a change is applied.</summary>
/// <param name="Level">Level.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Text">One sentence: what happens to what, and why.</param>
/// <param name="Urn">Resource that it is about; null when it is about the whole.</param>
public sealed record Finding(FindingLevel Level, FindingTopic Topic, string Text, string? Urn)
{
    /// <summary>Way to do it right, or what to check before; empty when there is nothing to do.</summary>
    public string Advice { get; init; } = "";
}
