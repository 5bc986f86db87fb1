using Infra.Cluster;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Cluster;

public sealed class KubeconfigTests
{
    private const string Written = """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: Q0EgZGVmYXVsdA==
            server: https://127.0.0.1:6443
          name: default
        users:
        - name: default
          user:
            client-certificate-data: Q0VSVA==
            client-key-data: S0VZ
        """;

    [Fact]
    public void ServerIsTheReachableAddress()
    {
        var composed = Kubeconfig.Compose(Written, "shop", "192.0.2.7");

        Assert.Contains("server: https://192.0.2.7:6443\n", composed, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", Written, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", composed, StringComparison.Ordinal);
    }

    [Fact]
    public void ClusterUserAndContextHaveTheNameOfTheCluster() =>
        Assert.Equal(6, Kubeconfig.Compose(Written, "shop", "192.0.2.7").Split("shop").Length - 1);

    [Fact]
    public void KeepsTheKeys()
    {
        var composed = Kubeconfig.Compose(Written, "shop", "192.0.2.7");

        Assert.Contains("certificate-authority-data: Q0EgZGVmYXVsdA==\n", composed, StringComparison.Ordinal);
        Assert.Contains("client-certificate-data: Q0VSVA==\n", composed, StringComparison.Ordinal);
        Assert.Contains("client-key-data: S0VZ\n", composed, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherServerOfTheClusterTakesThePlaceOfTheFirst()
    {
        var composed = Kubeconfig.Compose(Written, "shop", "192.0.2.7");

        Assert.Equal(Kubeconfig.Compose(Written, "shop", "192.0.2.8"), Kubeconfig.WithAddress(composed, "192.0.2.8"));
        Assert.NotEqual(composed, Kubeconfig.WithAddress(composed, "192.0.2.8"));
    }

    /// <summary>In the step: an exception of the program would come back from every resource of the cluster.</summary>
    [Theory]
    [InlineData("certificate-authority-data")]
    [InlineData("client-certificate-data")]
    [InlineData("client-key-data")]
    public void StepNamesAMissingPartAndShowsNoContent(string part)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(
                file, Written.Split('\n').Select(line => line.Contains(part, StringComparison.Ordinal) ? $"    {part}:" : line));

            using var bash = Shell.Start("bash", ["-c", $"export KUBECONFIG_FILE={file}\n{Step()}"]);
            var result = bash.StandardError.ReadToEnd();

            Assert.Contains($"one/kubeconfig: failed: {file} lacks {part}\n", result, StringComparison.Ordinal);
            Assert.DoesNotContain("S0VZ", result, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Step() => NodeStep.Compose("kubeconfig", "one", new Dictionary<string, string>
    {
        ["ROLE"] = "server",
        ["PRIVATE_IP"] = "10.0.1.1",
        ["SERVER_ADDRESSES"] = "10.0.1.1",
        ["RENEW_DAYS"] = "90",
    });
}
