using CliWrap;
using CliWrap.Buffered;
using Infra.Cli;
using Infra.Cli.Output;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Cli;

/// <summary>
/// Tests of the whole process, through a shell that prepares its streams and its working directory. Slow: each test starts a .NET process
/// that plans a stack.
/// </summary>
public sealed class ProcessTests
{
    private const int HostileProcesses = 8;

    private const string GitThatEndsItsCaller = """
        #!/bin/sh
        PATH=${PATH#*:}
        git "$@"
        code=$?
        case "$*" in *"worktree add"*) kill -TERM $PPID ;; esac
        exit $code
        """;

    private static readonly string Program = $"'{Environment.ProcessPath}' '{typeof(App).Assembly.Location}'";

    [Fact]
    public async Task OutputInAPipeIsPlainAndComplete()
    {
        var terminal = new Terminal(FrozenSystems.Root);
        await App.RunAsync(["preview", "dev"], terminal);
        var result = await ShellAsync($"TERM=xterm-256color {Program} preview dev");
        Assert.Equal((0, terminal.Results, terminal.Problems), (result.ExitCode, result.StandardOutput, result.StandardError));
    }

    [SkippableTheory]
    [InlineData(">&-")]
    [InlineData(">/dev/full")]
    public async Task LostOutputIsAProblem(string redirection)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the devices of Linux are used");
        var result = await ShellAsync($"{Program} stacks {redirection}");
        Assert.Equal(ExitCodes.Problems, result.ExitCode);
        Assert.Matches("^infra: standard output: .+; the results are lost or incomplete\n$", result.StandardError);
    }

    [SkippableTheory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public async Task LostMessagesLeaveTheResults(string redirection)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the devices of Linux are used");
        var result = await ShellAsync($"{Program} check homelab {redirection}");
        Assert.Equal((ExitCodes.Ok, ""), (result.ExitCode, result.StandardError));
        Assert.Contains("\n1 stack checked", result.StandardOutput, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task OutputsOfTwoCommandsFollowEachOtherInAFile()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "a shell is used");
        var file = Path.GetTempFileName();
        try
        {
            await ShellAsync($"{{ {Program} --version; {Program} --version; }} >{file}");
            var lines = await File.ReadAllLinesAsync(file);
            Assert.Equal(2, lines.Length);
            Assert.Equal(lines[0], lines[1]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableTheory]
    [InlineData("stacks", ExitCodes.Usage, "infra: working directory: deleted; change into the project\n")]
    [InlineData("--help", ExitCodes.Ok, "")]
    public async Task DeletedWorkingDirectoryIsReported(string arguments, int exitCode, string message)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "other systems do not delete the working directory of a process");
        var result = await ShellAsync($"gone=$(mktemp -d) && cd $gone && rmdir $gone && exec {Program} {arguments}");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith(message, result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileEditsEndInAnExitCodeAndPlaces()
    {
        using var copy = new FrozenCopy();
        foreach (var edit in HostileEdits.Some(FrozenSystems.Root, HostileProcesses))
        {
            var result = await copy.WithAsync(edit, () => ShellAsync($"cd {copy.Root} && {Program} check {edit.Stack}"));
            var problems = result.StandardError.Split('\n').Where(line => line.Length > 0 && !line.Contains(": warning: ")).ToArray();

            Assert.True(result.ExitCode == (problems.Length == 0 ? ExitCodes.Ok : ExitCodes.Problems), $"{edit}: {result.ExitCode}");
            Each.Of(["stacks/x.yaml:1: y", .. problems], problem => Assert.Matches("^[^ ]+\\.yaml:[0-9]+: ", problem));
        }
    }

    [SkippableTheory]
    [InlineData("TERM=xterm", true)]
    [InlineData("TERM=xterm NO_COLOR=", true)]
    [InlineData("TERM=xterm NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    [InlineData("TERM=", false)]
    public async Task ScreenHasColorUnlessTheEnvironmentForbidsIt(string environment, bool isColored)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "script of util-linux is used");
        var result = await ShellAsync($"{environment} script --quiet --return --command \"{Program} stacks\" /dev/null </dev/null");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(isColored, result.StandardOutput.Contains("\u001b[1mstack\u001b[0m", StringComparison.Ordinal));
        Assert.Equal(isColored, result.StandardOutput.Contains("\u001b[1m", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task RequestToEndEndsABuildAndRemovesItsFiles()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "a shell is used");
        using var repository = new ScratchRepository();
        repository.Write("infra/New.cs", "new");
        repository.Write(".git/programs/git", GitThatEndsItsCaller);

        var result = await ShellAsync(
            $"cd '{repository.Root}' && chmod +x .git/programs/git && "
                + $"PATH=\"$PWD/.git/programs:$PATH\" XDG_CACHE_HOME='{repository.Cache}' {Program} diff prod:HEAD prod");

        Assert.Equal((ExitCodes.Interrupted, ""), (result.ExitCode, result.StandardOutput));
        Assert.EndsWith("\ninfra: interrupted\n", result.StandardError, StringComparison.Ordinal);
        Assert.Single(repository.Git("worktree", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Task<BufferedCommandResult> ShellAsync(string line) => CliWrap.Cli.Wrap("/bin/sh")
        .WithArguments(["-c", line])
        .WithWorkingDirectory(FrozenSystems.Root)
        .WithEnvironmentVariables(variables => variables.Set("NO_COLOR", null))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync();
}
