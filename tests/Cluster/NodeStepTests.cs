using System.Diagnostics;
using Infra.Cluster;

namespace Infra.Tests.Cluster;

/// <summary>Composition of the scripts that run on nodes. Slow: bash and sudo run the composed scripts.</summary>
public sealed class NodeStepTests
{
    [Fact]
    public void PassesParametersToTheShellUnchanged()
    {
        const string Awkward = "it's $HOME `x` \"y\"\nsecond line \\";

        var (code, output) = Bash(
            Header(NodeStep.Compose("prepare", "one", new Dictionary<string, string> { ["P"] = Awkward }, "root")) + "printf %s \"$P\"");

        Assert.Equal(0, code);
        Assert.Equal(Awkward, output);
    }

    [Fact]
    public void IgnoresTheOrderOfParameters() =>
        Assert.Equal(
            NodeStep.Compose("start", "one", new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" }, "root"),
            NodeStep.Compose("start", "one", new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" }, "root"));

    [Theory]
    [InlineData("prepare")]
    [InlineData("artifacts")]
    [InlineData("configure")]
    [InlineData("start")]
    [InlineData("forget")]
    [InlineData("firewall")]
    [InlineData("reset")]
    [InlineData("rejoin")]
    [InlineData("rotate-token")]
    [InlineData("kubeconfig")]
    [InlineData("images")]
    [InlineData("chart")]
    public void EveryComposedStepIsValidShell(string step)
    {
        var (code, output) = Bash(NodeStep.Compose(step, "one", new Dictionary<string, string>(), "root"), "-n");

        Assert.True(code == 0, output);
    }

    [Fact]
    public void StepWithoutItsParametersFailsBeforeItChangesAnything()
    {
        var (code, output) = Bash(NodeStep.Compose("artifacts", "one", new Dictionary<string, string>(), "root"));

        Assert.NotEqual(0, code);
        Assert.Contains("K3S_VERSION", output, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesAnUnknownStep() =>
        Assert.Contains(
            "no file cluster/nothing.sh",
            Assert.Throws<ArgumentException>(() => NodeStep.Compose("nothing", "one", new Dictionary<string, string>(), "root")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    public void OtherUsersRunTheStepThroughSudoUnchanged(string shell)
    {
        const string Awkward = "it's $HOME `x` \"y\"\nsecond line \\ %s \\000";
        var parameters = new Dictionary<string, string> { ["P"] = Awkward };
        using var machine = new SudoDouble("[ \"$4\" = : ] || { IFS= read -r -d '' step; printf %s \"$step\" >step; cat >input; }");

        var (code, output) = machine.Run(shell, NodeStep.Compose("start", "one", parameters, "ops"), "the secret");

        Assert.True(code == 0, output);
        Assert.Equal(NodeStep.Compose("start", "one", parameters, "root"), machine.Read("step"));
        Assert.Equal("the secret", machine.Read("input"));
    }

    [Fact]
    public void FailureUnderSudoFailsTheStep()
    {
        using var machine = new SudoDouble(SudoDouble.Willing);

        var (code, output) = machine.Run("sh", NodeStep.Compose("artifacts", "one", new Dictionary<string, string>(), "ops"), "");

        Assert.NotEqual(0, code);
        Assert.Contains("K3S_VERSION", output, StringComparison.Ordinal);
    }

    [Fact]
    public void UserWithoutSudoIsNamedWithTheRemedy()
    {
        using var machine = new SudoDouble("echo 'sudo: a password is required' >&2; exit 1");

        var (code, output) = machine.Run("sh", NodeStep.Compose("prepare", "one", new Dictionary<string, string>(), "ops"), "");

        Assert.Equal(1, code);
        Assert.Contains("one/prepare: failed: ops cannot become root: sudo: a password is required\n", output, StringComparison.Ordinal);
        Assert.Contains("\"ops ALL=(ALL) NOPASSWD: ALL\" into /etc/sudoers.d/ops", output, StringComparison.Ordinal);
    }

    /// <summary>The exported variables alone.</summary>
    private static string Header(string command) => command[..command.IndexOf("\n# Functions", StringComparison.Ordinal)] + "\n";

    private static (int Code, string Output) Bash(string script, params string[] options)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", [.. options, "-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        bash.StandardInput.Write(script);
        bash.StandardInput.Close();
        var error = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return (bash.ExitCode, output + error.Result);
    }
}
