namespace Infra.Model;

/// <summary>A secret that must be in the stack's config before <c>pulumi up</c>.</summary>
/// <param name="Key">The full config key, e.g. <c>hcloud:token</c>.</param>
/// <param name="Purpose">Purpose of the secret, and where the operator gets its value.</param>
/// <param name="Command">Command that sets the secret in the stack's config; prompts for the value.</param>
public sealed record RequiredSecret(string Key, string Purpose, string Command)
{
    /// <summary>Command that sets a secret in the config of a stack.</summary>
    /// <param name="key">The full config key.</param>
    /// <param name="spec">The system, folded for the stack.</param>
    public static string CommandOf(string key, SystemSpec spec) => $"pulumi config set --secret {key} --stack {spec.Stack.Name}";
}
