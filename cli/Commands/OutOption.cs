using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>Option `--out` of the commands that write a file or a directory.</summary>
internal static class OutOption
{
    /// <summary>Creates the option.</summary>
    /// <param name="value">Name of the value in the help.</param>
    /// <param name="description">Line of the help.</param>
    public static Option<string?> Create(string value, string description)
    {
        var option = new Option<string?>("--out") { HelpName = value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError($"--out: the {value} is empty; name one, or leave the option out");
            }
            if (result.Tokens is [{ Value: ['-', '-', ..] } token])
            {
                result.AddError($"--out: '{token.Value}' is an option; give a {value} before it, or write ./{token.Value}");
            }
        });
        return option;
    }
}
