namespace Infra.Model;

/// <summary>A key of the Pulumi config with its namespace.</summary>
public sealed class ConfigKeyAttribute()
    : TextConstraintAttribute("a config key", "a key with its namespace, like hcloud:token", Expression, maxLength: 253)
{
    private const string Expression = "^[A-Za-z0-9_.-]+:[A-Za-z0-9_./-]+$";
}
