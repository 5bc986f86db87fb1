using System.Diagnostics;
using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Platform;

/// <summary>Prometheus's own checker of rules, of Debian's package <c>prometheus</c>.</summary>
internal static class Promtool
{
    private const string Program = "/usr/bin/promtool";

    /// <summary>Skips the test with the reason where promtool is missing; with <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        const string Obstacle = "promtool is not installed (Debian: prometheus)";
        var missing = !File.Exists(Program);
        Assert.False(missing && Environment.GetEnvironmentVariable("INFRA_LAB") == "required", $"INFRA_LAB=required, but {Obstacle}");
        Skip.If(missing, Obstacle);
    }

    /// <summary>Runs promtool on files, which it reads from a folder of their own; returns its output, and whether it succeeded.</summary>
    /// <param name="arguments">The arguments before the names of the files.</param>
    /// <param name="files">The files by name.</param>
    /// <param name="named">Whether the name of a file is an argument.</param>
    public static async Task<(bool Succeeded, string Output)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> files, Func<string, bool> named)
    {
        using var folder = new PrivateFolder("promtool");
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(folder[name], text);
        }

        using var process = Process.Start(new ProcessStartInfo(Program, [.. arguments, .. files.Keys.Where(named)])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, output + await error);
    }
}
