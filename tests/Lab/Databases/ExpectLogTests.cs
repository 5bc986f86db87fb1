namespace Infra.Tests.Lab.Databases;

/// <summary>The script that looks for a text in a job's output, run for real.</summary>
public sealed class ExpectLogTests
{
    [Fact]
    public void ACommandThatSaysItSucceeds()
    {
        var run = Run("passed!", "/bin/sh", "-c", "echo 'All passed!'");

        Assert.Equal(0, run.Code);
        Assert.Contains("All passed!", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ACommandThatEndsWellButDoesNotSayItFails()
    {
        var run = Run("passed!", "/bin/sh", "-c", "echo nothing");

        Assert.Equal(1, run.Code);
        Assert.Contains("does not say: passed!", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ACommandThatSaysItAndFailsKeepsItsExitCode() => Assert.Equal(7, Run("passed!", "/bin/sh", "-c", "echo passed!; exit 7").Code);

    [Fact]
    public void WhatItSaysOnTheErrorStreamCounts() => Assert.Equal(0, Run("passed!", "/bin/sh", "-c", "echo passed! >&2").Code);

    private static (int Code, string Output) Run(string text, params string[] command) =>
        PostgresLab.Run("/bin/sh", [Path.Combine(PostgresLab.Scripts, "expect_log.sh"), text, .. command]);
}
