using CliWrap;
using CliWrap.Buffered;
using Infra.Cli;
using Infra.Cli.Output;

namespace Infra.Tests.Cli;

public sealed class CompletionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-completions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "check completions diff flows gate images phases preview promote render stacks")]
    [InlineData("pre", "preview")]
    [InlineData("preview ", "dev homelab prod product stage test")]
    [InlineData("preview prod --phase 2", "2-deploy 2-stage 2-stage-10 2-stage-30")]
    [InlineData("check ", "dev homelab prod product stage test")]
    [InlineData("completions ", "bash fish pwsh zsh")]
    [InlineData("diff ", "dev homelab prod product stage test")]
    [InlineData("diff prod@2", "prod@2-deploy prod@2-stage prod@2-stage-10 prod@2-stage-30")]
    [InlineData("diff prod prod@2-d", "prod@2-deploy")]
    [InlineData("preview prod --against prod@2-d", "prod@2-deploy")]
    [InlineData("preview prod --o", "--out")]
    [InlineData("gate prod --step 3-d", "3-data 3-decommission")]
    [InlineData("promote wor", "wordpress")]
    [InlineData("promote wordpress --from sta", "stage")]
    public async Task NamesOfTheProjectAreSuggested(string line, string names)
    {
        var suggested = await SuggestAsync(line, FrozenSystems.Root);
        var word = line.Split(' ')[^1];
        Assert.Equal(names, string.Join(' ', suggested.Where(name => name.StartsWith('-') == word.StartsWith('-'))));
    }

    [Fact]
    public async Task NothingFailsOutsideAProject()
    {
        Assert.Contains("prod", await SuggestAsync("preview ", FrozenSystems.Root));
        Assert.DoesNotContain("prod", await SuggestAsync("preview ", "/"));
    }

    [SkippableTheory]
    [InlineData("bash", "bash", "-n")]
    [InlineData("zsh", "zsh", "-n")]
    [InlineData("fish", "fish", "-n")]
    public async Task ScriptIsAcceptedByItsShell(string shell, string program, string check)
    {
        Skip.IfNot(IsInstalled(program), $"{program} is not installed");
        var script = Path.Combine(_folder, "script");
        await File.WriteAllTextAsync(script, await ScriptAsync(shell, FrozenSystems.Root));
        var result = await CliWrap.Cli.Wrap(program)
            .WithArguments([check, script])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.StandardError));
    }

    [Theory]
    [InlineData("bash", @"it'\''s")]
    [InlineData("zsh", @"it'\''s")]
    [InlineData("fish", @"it'\''s")]
    [InlineData("pwsh", "it''s")]
    public async Task PathsInScriptsAreQuoted(string shell, string quoted)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, "it's")).FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "Pulumi.yaml"), "name: infra\n");
        var script = await ScriptAsync(shell, root);
        Assert.Contains($" --project '{_folder}/{quoted}/cli' -- ", script, StringComparison.Ordinal);
        Assert.DoesNotContain("@project@", script, StringComparison.Ordinal);
        Assert.DoesNotContain("@program@", script, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("infra pre", "preview")]
    [InlineData("infra preview p", "prod product")]
    [InlineData("infra preview prod --out ", "")]
    [InlineData("infra diff prod@2-d", "2-deploy")]
    public async Task BashCompletesAWord(string line, string completed)
    {
        Skip.IfNot(IsInstalled("bash"), "bash is not installed");
        var program = Path.Combine(_folder, "program");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec '{Environment.ProcessPath}' '{typeof(App).Assembly.Location}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = await ScriptAsync("bash", FrozenSystems.Root);
        var test = $$"""
            {{script.Replace(Path.Combine(AppContext.BaseDirectory, "Infra.Cli"), program, StringComparison.Ordinal)}}
            COMP_LINE=$1 COMP_POINT=${#1} COMP_CWORD=0 COMP_WORDS=("${1##* }")
            _infra
            printf %s "${COMPREPLY[*]}"
            """;
        var result = await CliWrap.Cli.Wrap("bash")
            .WithWorkingDirectory(FrozenSystems.Root)
            .WithArguments(["-c", test, "bash", line])
            .ExecuteBufferedAsync();
        Assert.Equal(completed, result.StandardOutput);
    }

    private static bool IsInstalled(string program) => Environment.GetEnvironmentVariable("PATH") is { } path
        && path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> ScriptAsync(string shell, string root)
    {
        var terminal = new Terminal(root);
        Assert.Equal(ExitCodes.Ok, await App.RunAsync(["completions", shell], terminal));
        return terminal.Results;
    }

    private static async Task<string[]> SuggestAsync(string line, string folder)
    {
        var terminal = new Terminal(folder);
        Assert.Equal(ExitCodes.Ok, await App.RunAsync([$"[suggest:{line.Length}]", line], terminal));
        return terminal.Results.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
