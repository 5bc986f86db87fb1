namespace Infra.Preview.Diff;

/// <summary>Judgement of a change: its findings, the gravest first.</summary>
/// <param name="Findings">Findings by level, then topic, then resource.</param>
public sealed record Verdict(IReadOnlyList<Finding> Findings)
{
    /// <summary>Level of the gravest finding.</summary>
    public FindingLevel Level => Findings.Count == 0 ? FindingLevel.None : Findings[0].Level;
}
