using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;

namespace Infra.Tests.Lab.Hosts;

/// <summary>Runs programs of this machine to their end.</summary>
internal static class Shell
{
    /// <summary>Runs a program that must succeed, and returns what it prints.</summary>
    /// <exception cref="InvalidOperationException">The program fails; the message contains its exit code and its output.</exception>
    public static async Task<string> RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        var result = await Program(program, arguments).ExecuteBufferedAsync();
        return result.IsSuccess
            ? result.StandardOutput
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: {result.ExitCode}: {result.StandardError}{result.StandardOutput}");
    }

    /// <summary>Runs a program whose failure does not matter.</summary>
    public static async Task TryAsync(string program, params IReadOnlyList<string> arguments) =>
        await Program(program, arguments).ExecuteAsync();

    /// <summary>A program with its arguments, any exit code of which is accepted.</summary>
    public static Command Program(string program, IReadOnlyList<string> arguments) =>
        new Command(program).WithArguments(arguments).WithValidation(CommandResultValidation.None);

    /// <summary>Runs a program that must succeed while the caller waits, and returns what it prints.</summary>
    /// <exception cref="InvalidOperationException">The program fails; the message contains its exit code and its output.</exception>
    public static string Run(string program, params string[] args)
    {
        using var process = Start(program, args);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', args)}: {process.ExitCode}: {error.GetAwaiter().GetResult()}{output}");
    }

    /// <summary>Runs a program whose failure does not matter while the caller waits.</summary>
    public static void Try(string program, params string[] args)
    {
        using var process = Start(program, args);
        process.StandardInput.Close();
        _ = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }

    /// <summary>Starts a program with its streams redirected.</summary>
    public static Process Start(string program, IEnumerable<string> args) => Process.Start(new ProcessStartInfo(program, args)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
