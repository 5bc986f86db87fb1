using System.CommandLine;
using Infra.Cli.Output;

namespace Infra.Cli.Commands;

/// <summary>Command `completions`: a script that gives a shell the command `infra` and its completions.</summary>
internal static class CompletionsCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { HelpName = "shell", Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new DocumentedCommand("completions", "Print a script that gives a shell the command `infra` and its completions.")
        {
            Details = "The script calls this clone by its path: print it again when the clone has moved. Completions come\n" +
                "from the last build and need no network (docs/command-line.md).",
            Examples = ["completions bash > ~/.infra.bash"],
        };
        command.Add(shell);
        Project.Require(command, terminal);
        command.SetAction(parsed => Run(parsed.GetRequiredValue(shell), terminal));
        return command;
    }

    private static int Run(string shell, Terminal terminal)
    {
        using var script = new StreamReader(typeof(CompletionsCommand).Assembly.GetManifestResourceStream($"infra.{shell}")!);
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Infra.Cli.exe" : "Infra.Cli");
        terminal.Write(script.ReadToEnd()
            .Replace("@project@", Quoted(Path.Combine(Project.Find(terminal)!, "cli"), shell), StringComparison.Ordinal)
            .Replace("@program@", Quoted(program, shell), StringComparison.Ordinal));
        return ExitCodes.Ok;
    }

    private static string Quoted(string path, string shell) => shell switch
    {
        "pwsh" => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'",
    };
}
