namespace Infra.Cli.Commands;

/// <summary>An option of a command.</summary>
/// <param name="Name">The name with its dashes, as `--out`.</param>
/// <param name="Value">What its value is called in the help; null for a switch.</param>
/// <param name="Summary">What it does.</param>
/// <param name="IsRequired">Whether the command cannot do without it.</param>
internal sealed record OptionForm(string Name, string? Value, string Summary, bool IsRequired = false);
