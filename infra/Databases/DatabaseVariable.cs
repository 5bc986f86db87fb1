namespace Infra.Databases;

/// <summary>Value of a variable that names a property of a database: plain text, or a key of a secret.</summary>
/// <param name="Value">The plain text; null for a key of a secret.</param>
/// <param name="SecretName">The secret in the pod's own namespace; null for plain text.</param>
/// <param name="SecretKey">The key in that secret.</param>
public sealed record DatabaseVariable(string? Value, string? SecretName, string? SecretKey);
