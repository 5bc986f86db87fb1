using System.Diagnostics;
using Infra.Tests.Support;

namespace Infra.Tests.Sdk;

/// <summary>The conformance program of the reference data prints on the offline SDK what it printed on the official one.</summary>
public sealed class ConformanceTests
{
    [SkippableFact]
    public async Task ConformanceProgramPrintsWhatTheOfficialSdkPrints()
    {
        var observed = Repository.Reference("pulumi", "conformance", "observed.txt");
        var program = Program();

        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            [program])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("PULUMI_ERROR_OUTPUT_STRING");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var printed = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(printed);
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await errors);
        AssertSame(await File.ReadAllBytesAsync(observed), printed.ToArray());
    }

    /// <summary>Path of the program as built with the tests: beside their own output, in the same configuration.</summary>
    private static string Program()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Repository.File("artifacts", "bin", "Conformance", configuration, "Infra.Conformance.dll");
        Assert.True(File.Exists(program), $"{program} is missing: the reference data came after the build; build the tests again.");
        return program;
    }

    private static void AssertSame(byte[] expected, byte[] actual)
    {
        if (!expected.AsSpan().SequenceEqual(actual))
        {
            Assert.Equal(Lines(expected), Lines(actual));
            Assert.Fail("the same lines, other bytes: line ends or the end of the text");
        }
    }

    private static string[] Lines(byte[] text) => System.Text.Encoding.UTF8.GetString(text).Split('\n');
}
