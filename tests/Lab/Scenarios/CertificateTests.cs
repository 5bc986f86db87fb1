using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>The administrator's certificate. Slow: each scenario starts hosts with an sshd and installs a cluster on them.</summary>
public sealed class CertificateTests
{
    /// <summary>A certificate with as many days left, in the place of the one that k3s issued.</summary>
    private const string Age =
        "cd /root && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key -out crt -subj /CN=system:admin "
        + "-days DAYS 2>/dev/null && cp crt /var/lib/rancher/k3s/server/tls/client-admin.crt && "
        + "sed -i \"s|client-certificate-data: .*|client-certificate-data: $(base64 -w0 crt)|\" /etc/rancher/k3s/k3s.yaml";

    [SkippableFact]
    [Pitfall("k3s-kubeconfig-expiry")]
    public async Task KubeconfigThatExpiresSoonIsRenewedByARestartOfItsServer()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["one"].ConsoleAsync(Age.Replace("DAYS", "89", StringComparison.Ordinal));
        var others = new[] { cluster.Net["two"].Running(), cluster.Net["three"].Running() };

        var result = (await cluster.Engine.UpAgainAsync(cluster.System, only: "cluster-kubeconfig")).Succeeded();

        Assert.InRange(DaysOf(result["cluster-kubeconfig"].Output), 360, 366);
        Assert.Equal(others, [cluster.Net["two"].Running(), cluster.Net["three"].Running()]);
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task KubeconfigThatIsValidForLongIsReadWithoutARestart()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["one"].ConsoleAsync(Age.Replace("DAYS", "100", StringComparison.Ordinal));
        var running = cluster.Net["one"].Running();

        var result = (await cluster.Engine.UpAgainAsync(cluster.System, only: "cluster-kubeconfig")).Succeeded();

        Assert.InRange(DaysOf(result["cluster-kubeconfig"].Output), 98, 101);
        Assert.Equal(running, cluster.Net["one"].Running());
    }

    [SkippableFact]
    public async Task ServerIsNotRestartedForItsCertificateWhileAnotherIsDown()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["one"].ConsoleAsync(Age.Replace("DAYS", "30", StringComparison.Ordinal));
        await cluster.Net["three"].ConsoleAsync("systemctl stop k3s");
        var running = cluster.Net["one"].Running();

        var failed = Assert.Single((await cluster.Engine.UpAgainAsync(
            cluster.System, only: "cluster-kubeconfig", Fault.Impatience("cluster-kubeconfig"))).Failed);

        Assert.Contains(
            "one/kubeconfig: failed: the restart that renews the administrator's certificate would interrupt the cluster's quorum: ",
            failed.Error,
            StringComparison.Ordinal);
        Assert.Equal(running, cluster.Net["one"].Running());
    }

    private static int DaysOf(string kubeconfig)
    {
        const string Key = "client-certificate-data: ";
        var data = kubeconfig.Split('\n').Single(line => line.Contains(Key, StringComparison.Ordinal)).Split(Key)[1];
        using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(data)));
        return (int)(certificate.NotAfter - certificate.NotBefore).TotalDays;
    }
}
