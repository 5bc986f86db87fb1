namespace Infra.Model;

/// <summary>A broken rule of a record.</summary>
/// <param name="Setting">Property that the rule is about; null for the record as a whole.</param>
/// <param name="Wrong">Description of the problem.</param>
/// <param name="Right">Remedy.</param>
public sealed record Violation(string? Setting, string Wrong, string Right);
