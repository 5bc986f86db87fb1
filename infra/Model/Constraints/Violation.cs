namespace Infra.Model;

/// <summary>A broken rule of a record.</summary>
/// <param name="Setting">The property it is about; null for the record as a whole.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Right">What to do.</param>
public sealed record Violation(string? Setting, string Wrong, string Right);
