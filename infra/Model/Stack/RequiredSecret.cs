namespace Infra.Model;

/// <summary>A secret that must be in the stack's config before <c>pulumi up</c>.</summary>
/// <param name="Key">The full config key, e.g. <c>hcloud:token</c>.</param>
/// <param name="Purpose">What it is for and where the operator gets it.</param>
/// <param name="Command">The command that sets it, for the stack; it asks for the value.</param>
public sealed record RequiredSecret(string Key, string Purpose, string Command);
