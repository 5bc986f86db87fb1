using System.Text;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>What is wrong is refused, and said.</summary>
[Collection(LabAlone.Name)]
public sealed class RefusalTests
{
    [SkippableFact]
    public async Task ABinaryWithAnotherChecksumNeverRuns()
    {
        using var cluster = await LabCluster.OfAsync(1);
        cluster.K3s = cluster.K3s with { Artifacts = cluster.K3s.Artifacts with { BinarySha256 = new Dictionary<string, string> { ["amd64"] = new('0', 64) } } };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("one-artifacts", failed.Name);
        Assert.Contains($"expected {new string('0', 64)}", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read($"var/lib/infra/artifacts/{LabCluster.Version}/k3s"));
    }

    [SkippableFact]
    public async Task AHostWithAnotherKeyGetsNoCommand()
    {
        using var cluster = await LabCluster.OfAsync(1);
        cluster.Net["one"].Impersonate();

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Contains("Host key verification failed", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/sysctl.d/90-infra.conf"));
    }

    [SkippableFact]
    public async Task AServerWithTheWrongTokenStaysOut()
    {
        using var cluster = await LabCluster.InstalledAsync(new() { ReadySeconds = 8 });
        cluster.Net["three"].Recreate();
        var wrong = Convert.ToBase64String(Encoding.UTF8.GetBytes("not-the-token-of-this-cluster"));

        var result = await cluster.UpAsync(new Fault
        {
            Command = "three-configure",
            Input = input => string.Join('\n', input.Split('\n').Select(line => line.StartsWith("token ", StringComparison.Ordinal) ? $"token {wrong}" : line)),
        });

        Assert.Contains("failed to validate token: not authorized", Assert.Single(result.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(["one voter", "two voter"], cluster.Members("one"));
    }

    [SkippableFact]
    public async Task AFullDiskIsNamedAndTheNextRunGoesOn()
    {
        using var cluster = await LabCluster.OfAsync(1, new() { StepDisk = "128k" });

        // configure runs beside it, and whichever of the two meets the full disk first is no business of this test.
        var failed = (await cluster.UpAsync()).Failed;
        Assert.Contains(failed, run => run.Name == "one-artifacts");
        Each.Of(failed, run => Assert.Matches(@"\S+ free", run.Error));
        cluster.Net["one"].Console("mount -o remount,size=8m /var/lib/infra");
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one voter"], cluster.Members("one"));
    }
}
