using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Parameters of the commands that run a script on a node.</summary>
internal static class NodeCommands
{
    /// <summary>Type token of the commands.</summary>
    public const string Type = "command:remote:Command";

    /// <summary>Value of a setting in the configuration of k3s that a command writes; null when it writes none.</summary>
    public static string? Configured(PlanResource command, string setting) => Exported(command, "CONFIG_YAML")?
        .Split('\n').FirstOrDefault(line => line.StartsWith($"{setting}: ", StringComparison.Ordinal))?[(setting.Length + 2)..].Trim('\'');

    /// <summary>Value of an exported variable in the script of a command; null when it has none.</summary>
    public static string? Exported(PlanResource command, string variable)
    {
        if (command.TextAt("stdin") is not { } script)
        {
            return null;
        }
        var head = $"export {variable}='";
        var start = script.IndexOf(head, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }
        start += head.Length;
        for (var at = start; at < script.Length; at++)
        {
            if (script[at] != '\'')
            {
                continue;
            }
            if (!script.AsSpan(at).StartsWith(@"'\''"))
            {
                return script[start..at].Replace(@"'\''", "'", StringComparison.Ordinal);
            }
            at += 3;
        }
        return null;
    }
}
