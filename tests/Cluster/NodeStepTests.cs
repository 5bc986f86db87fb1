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
            Header(NodeStep.Compose("prepare", "one", new Dictionary<string, string> { ["P"] = Awkward })) + "printf %s \"$P\"");

        Assert.Equal(0, code);
        Assert.Equal(Awkward, output);
    }

    [Fact]
    public void IgnoresTheOrderOfParameters() =>
        Assert.Equal(
            NodeStep.Compose("start", "one", new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" }),
            NodeStep.Compose("start", "one", new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" }));

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
    [InlineData("secrets")]
    [InlineData("settings")]
    [InlineData("disk")]
    public void EveryComposedStepIsValidShell(string step)
    {
        var (code, output) = Bash(NodeStep.Compose(step, "one", new Dictionary<string, string>()), "-n");

        Assert.True(code == 0, output);
    }

    [Fact]
    public void StepWithoutItsParametersFailsBeforeItChangesAnything()
    {
        var (code, output) = Bash(NodeStep.Compose("artifacts", "one", new Dictionary<string, string>()));

        Assert.NotEqual(0, code);
        Assert.Contains("K3S_VERSION", output, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesAnUnknownStep() =>
        Assert.Contains(
            "no file cluster/nothing.sh",
            Assert.Throws<ArgumentException>(() => NodeStep.Compose("nothing", "one", new Dictionary<string, string>())).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("root", "sh")]
    [InlineData("root", "bash")]
    [InlineData("ops", "sh")]
    [InlineData("ops", "bash")]
    public void SessionRunsTheScriptAndLeavesItsOwnInput(string user, string shell)
    {
        using var machine = new SudoDouble(SudoDouble.Willing);

        var (code, output) = Run(machine, user, "cat >rest\necho done\n", "the secret\nand more\n", shell);

        Assert.True(code == 0, output);
        Assert.Equal("done\n", output);
        Assert.Equal("the secret\nand more\n", machine.Read("rest"));
    }

    [Fact]
    public void ScriptThatReadsNothingDoesNotRunItsInput()
    {
        using var machine = new SudoDouble(SudoDouble.Willing);

        Assert.Equal((0, "done\n"), Run(machine, "root", "echo done\n", "echo the input ran\n"));
    }

    [Fact]
    public void ScriptThatArrivesInPartDoesNothing()
    {
        using var machine = new SudoDouble(SudoDouble.Willing);
        var input = NodeStep.Input("start", "one", "root", TimeSpan.FromMinutes(1), "echo began\necho ended\n");

        var (code, output) = machine.Run("sh", NodeStep.Line("start", ""), input[..input.IndexOf("echo ended", StringComparison.Ordinal)]);

        Assert.NotEqual(0, code);
        Assert.DoesNotContain("began", output.Replace("syntax error", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("ops")]
    public void FailureFailsTheCommandWithItsCode(string user)
    {
        using var machine = new SudoDouble(SudoDouble.Willing);

        Assert.Equal(3, Run(machine, user, "exit 3\n").Code);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("ops")]
    public void ScriptThatHangsIsStoppedAndSaysWhatToDo(string user)
    {
        using var machine = new SudoDouble(SudoDouble.Willing);
        var script = NodeStep.Compose("lib", "one", new Dictionary<string, string>()) + "timeout 60 sleep 60\n";

        var (code, output) = Run(machine, user, script, limit: 1);

        Assert.Equal(124, code);
        Assert.Contains("one/start: failed: the step did not end within 1 s and was stopped\n", output, StringComparison.Ordinal);
        Assert.Contains("run pulumi up again: it continues where this run was stopped\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void CommandIsOneLineThatChangesWithTheScript()
    {
        Assert.Matches(@"\Aenv STEP=start SCRIPT=[0-9a-f]{16} bash -s\z", NodeStep.Line("start", "echo one\n"));
        Assert.NotEqual(NodeStep.Line("start", "echo one\n"), NodeStep.Line("start", "echo two\n"));
    }

    [Fact]
    public void FailureUnderSudoFailsTheStep()
    {
        using var machine = new SudoDouble(SudoDouble.Willing);

        var (code, output) = Run(machine, "ops", NodeStep.Compose("artifacts", "one", new Dictionary<string, string>()));

        Assert.NotEqual(0, code);
        Assert.Contains("K3S_VERSION", output, StringComparison.Ordinal);
    }

    [Fact]
    public void UserWithoutSudoIsNamedWithTheRemedy()
    {
        using var machine = new SudoDouble("echo 'sudo: a password is required' >&2; exit 1");

        var (code, output) = Run(machine, "ops", "echo ran\n");

        Assert.Equal(1, code);
        Assert.Contains("one/start: failed: ops cannot become root: sudo: a password is required\n", output, StringComparison.Ordinal);
        Assert.Contains("\"ops ALL=(ALL) NOPASSWD: ALL\" into /etc/sudoers.d/ops", output, StringComparison.Ordinal);
    }

    /// <summary>Runs a script as a session does.</summary>
    private static (int Code, string Output) Run(
        SudoDouble machine, string user, string script, string input = "", string shell = "sh", int limit = 60) => machine.Run(
            shell,
            NodeStep.Line("start", script),
            NodeStep.Input("start", "one", user, TimeSpan.FromSeconds(limit), script) + input);

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
