namespace Infra.Naming;

/// <summary>What a variable that names a database's property is: a plain value, or an entry of a secret.</summary>
/// <param name="Value">The value; null for an entry of a secret.</param>
/// <param name="SecretName">The secret in the pod's own namespace; null for a plain value.</param>
/// <param name="SecretKey">The secret's entry.</param>
public sealed record DatabaseVariable(string? Value, string? SecretName, string? SecretKey);
