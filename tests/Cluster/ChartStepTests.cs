namespace Infra.Tests.Cluster;

/// <summary>The step that waits for a chart of k3s, run on answers of a stand-in for kubectl.</summary>
public sealed class ChartStepTests
{
    private const string Ready = "4|4|3|3|3";

    [Fact]
    [Pitfall("traefik-job-interrupted")]
    public void NewValuesWaitForTheRunningJob()
    {
        using var machine = new KubectlDouble(jobs: ["", "False", "True"]);

        var (code, output) = machine.Run("idle");

        Assert.True(code == 0, output);
        Assert.Equal(3, machine.Asked("job"));
        Assert.Equal(0, machine.Asked("workload"));
    }

    [Fact]
    [Pitfall("traefik-job-interrupted")]
    public void JobThatDoesNotEndFailsWithItsLog()
    {
        using var machine = new KubectlDouble(jobs: ["False"]);

        var (code, output) = machine.Run("idle", limit: 0);

        Assert.Equal(1, code);
        Assert.Contains("the log of job/helm-install-traefik", output, StringComparison.Ordinal);
        Assert.Contains("one/chart: failed: k3s's Helm job of traefik has not ended after 0s", output, StringComparison.Ordinal);
    }

    /// <summary>
    /// In turn: no workload has the label of the values; the status is of an older generation; one pod is not updated; one is not
    /// available, and its field then missing; all are.
    /// </summary>
    [Fact]
    [Pitfall("traefik-failed-silently")]
    public void WaitsForAllPodsOfTheGenerationWithTheValues()
    {
        using var machine = new KubectlDouble(jobs: ["True"], workloads: ["", "4|3|3|3|3", "4|4|3|2|3", "4|4|3|3|", Ready]);

        var (code, output) = machine.Run("ready");

        Assert.True(code == 0, output);
        Assert.Equal(5, machine.Asked("workload"));
    }

    [Fact]
    [Pitfall("traefik-failed-silently")]
    public void WaitsForTheJobOfTheNewValuesToo()
    {
        using var machine = new KubectlDouble(jobs: ["", "False", "True"], workloads: [Ready]);

        var (code, output) = machine.Run("ready");

        Assert.True(code == 0, output);
        Assert.Equal((3, 1), (machine.Asked("job"), machine.Asked("workload")));
    }

    [Theory]
    [InlineData("daemonset", "get daemonset -l infra/values=abc -o jsonpath={range .items[*]}{.metadata.generation}|"
        + "{.status.observedGeneration}|{.status.desiredNumberScheduled}|{.status.updatedNumberScheduled}|{.status.numberAvailable}{end}")]
    [InlineData("deployment", "get deployment -l infra/values=abc -o jsonpath={range .items[*]}{.metadata.generation}|"
        + "{.status.observedGeneration}|{.spec.replicas}|{.status.updatedReplicas}|{.status.availableReplicas}{end}")]
    public void ReadsTheStatusOfTheWorkloadsKind(string kind, string question)
    {
        using var machine = new KubectlDouble(jobs: ["True"], workloads: [Ready]);

        Assert.Equal(0, machine.Run("ready", kind: kind).Code);
        Assert.Contains(question, machine.Questions, StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("traefik-failed-silently")]
    public void WorkloadWithoutTheNewValuesFailsTheStep()
    {
        using var machine = new KubectlDouble(jobs: ["True"], workloads: [""]);

        var (code, output) = machine.Run("ready", limit: 0);

        Assert.Equal(1, code);
        Assert.Contains("failed: traefik does not run with its new values on every node after 0s", output, StringComparison.Ordinal);
        Assert.Contains("delete secret -l 'owner=helm,name=traefik,status notin (deployed,superseded)'", output, StringComparison.Ordinal);
    }
}
