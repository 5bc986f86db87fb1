using System.Diagnostics;

namespace Infra.Tests.Lab.Hosts;

/// <summary>Programs of this machine, run to their end within a time.</summary>
internal static class Shell
{
    /// <summary>Runs a program that must succeed; gives what it prints.</summary>
    public static string Run(string program, params string[] args)
    {
        using var process = Start(program, args);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', args)}: {process.ExitCode}: {error.GetAwaiter().GetResult()}{output}");
    }

    /// <summary>Runs a program whose failure says nothing.</summary>
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
