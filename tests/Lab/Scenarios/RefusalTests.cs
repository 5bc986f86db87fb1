using System.Text;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Installations that are refused, with the reason. Slow: each scenario starts hosts with an sshd and runs the steps of a node on them.
/// </summary>
public sealed class RefusalTests
{
    private static readonly string AnotherToken = Convert.ToBase64String(Encoding.UTF8.GetBytes("not-the-token-of-this-cluster"));

    [SkippableFact]
    public async Task BinaryWithAnotherChecksumNeverRuns()
    {
        await using var cluster = await LabCluster.OfAsync(1);
        cluster.K3s = cluster.K3s with
        {
            Artifacts = cluster.K3s.Artifacts with { BinarySha256 = new Dictionary<string, string> { ["amd64"] = new('0', 64) } }
        };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("one-artifacts", failed.Name);
        Assert.Contains($"expected {new string('0', 64)}", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read($"var/lib/infra/artifacts/{LabCluster.Version}/k3s"));
    }

    [SkippableFact]
    public async Task HostWithAnotherKeyGetsNoCommand()
    {
        await using var cluster = await LabCluster.OfAsync(1);
        await cluster.Net["one"].ImpersonateAsync();

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Contains("Host key verification failed", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/sysctl.d/90-infra.conf"));
    }

    /// <summary>
    /// Takes six seconds longer than others: k3s restarts after every refusal, so the step waits until its time limit.
    /// </summary>
    [SkippableFact]
    public async Task ServerWithAWrongTokenDoesNotJoin()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["three"].RecreateAsync();
        var result = await cluster.UpAsync(WrongToken("three-secrets"), Fault.Impatience("three-start", seconds: 6));

        Assert.Contains("failed to validate token: not authorized", Assert.Single(result.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(["one voter", "two voter"], await cluster.MembersAsync("one"));
    }

    /// <summary>As after the loss of Pulumi's state, when a run generates other tokens.</summary>
    [SkippableFact]
    public async Task ServerWithDataAndAnotherTokenRunsAsBefore()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-secrets", WrongToken("one-secrets"))).Succeeded();

        var failed = Assert.Single(
            (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-start", Fault.Impatience("one-start", seconds: 8))).Failed);

        Assert.Contains("encrypted with different token", failed.Error, StringComparison.Ordinal);
        Assert.Contains("the former state is restored", failed.Error, StringComparison.Ordinal);
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task FullDiskIsReportedAndTheNextRunSucceeds()
    {
        await using var cluster = await LabCluster.OfAsync(1, new() { StepDisk = "128k" });

        // The steps configure and artifacts run in parallel; either of them may find the full disk first.
        var failed = (await cluster.UpAsync()).Failed;
        Assert.Contains(failed, run => run.Name == "one-artifacts");
        Each.Of(failed, run => Assert.Matches(@"\d\S* (free|available)", run.Error));
        await cluster.Net["one"].ConsoleAsync("mount -o remount,size=8m /var/lib/infra");
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one voter"], await cluster.MembersAsync("one"));
    }

    private static Fault WrongToken(string command) => new()
    {
        Command = command,
        Input = input => string.Join(
            '\n', input.Split('\n').Select(line => line.StartsWith("token ", StringComparison.Ordinal) ? $"token {AnotherToken}" : line)),
    };
}
