using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A key of the Pulumi config with its namespace.</summary>
public sealed partial class ConfigKeyAttribute()
    : TextConstraintAttribute("a config key", "a key with its namespace, like hcloud:token", Expression(), maxLength: 253)
{
    [GeneratedRegex("^[A-Za-z0-9_.-]+:[A-Za-z0-9_./-]+$")]
    private static partial Regex Expression();
}
