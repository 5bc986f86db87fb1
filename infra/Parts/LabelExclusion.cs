namespace Infra.Parts;

/// <summary>A label of objects that backups leave out.</summary>
/// <param name="Key">The label.</param>
/// <param name="Value">Its value; null for every value.</param>
public sealed record LabelExclusion(string Key, string? Value);
