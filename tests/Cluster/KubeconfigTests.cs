using Infra.Cluster;
using Pulumi;

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

    [Fact]
    public void NamesAMissingKeyAndShowsNoContent()
    {
        var error = Assert.Throws<RunException>(() => Kubeconfig.Compose("client-key-data: S0VZ", "shop", "192.0.2.7"));

        Assert.Contains("certificate-authority-data, client-certificate-data", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S0VZ", error.Message, StringComparison.Ordinal);
    }
}
