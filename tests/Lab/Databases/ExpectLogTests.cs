using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>The script that requires a text in a job's output, run in a real shell.</summary>
public sealed class ExpectLogTests
{
    [Fact]
    public void SucceedsIfTheOutputContainsTheText() =>
        Assert.Contains("All passed!", Run("echo 'All passed!'").Succeeded().Text, StringComparison.Ordinal);

    [Fact]
    public void FailsIfTheOutputLacksTheText() => Run("echo nothing").Failed("does not contain: passed!");

    [Fact]
    public void KeepsTheExitCodeOfAFailedCommand() => Assert.Equal(7, Run("echo passed!; exit 7").Code);

    [Fact]
    public void SearchesStandardErrorToo() => Run("echo passed! >&2").Succeeded();

    private static ScriptResult Run(string command)
    {
        using var folder = new PrivateFolder("expect-log");
        return folder.Run(
            [
                "/bin/sh", Repository.File("infra", "Apps", "InitJobs", "Scripts", "expect_log.sh"), "passed!",
                "/bin/sh", "-c", command
            ]);
    }
}
