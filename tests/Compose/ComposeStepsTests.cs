using System.Diagnostics;
using Infra.Cluster;

namespace Infra.Tests.Compose;

/// <summary>The steps of Docker hosts. Slow: bash reads the composed scripts.</summary>
public sealed class ComposeStepsTests
{
    [Theory]
    [InlineData("compose/engine")]
    [InlineData("compose/projects")]
    [InlineData("compose/project")]
    public void EveryComposedStepIsValidShell(string step)
    {
        var start = new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        bash.StandardInput.Write(NodeStep.Compose(step, "docker-1", new Dictionary<string, string>()));
        bash.StandardInput.Close();
        var error = bash.StandardError.ReadToEnd();
        bash.WaitForExit();

        Assert.True(bash.ExitCode == 0, error);
    }
}
