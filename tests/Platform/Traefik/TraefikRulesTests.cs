using Infra.Model;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

public sealed class TraefikRulesTests
{
    [Theory]
    [InlineData("cluster: {firewall: {publicTcp: [80]}}", "nobody reaches the published hosts on port 443")]
    [InlineData("cluster: {firewall: {publicTcp: [443]}}", "nobody reaches the published hosts on port 80")]
    [InlineData("ingress: {traefik: {trustedProxies: [0.0.0.0/0]}}", "is not a range that leaves anybody out")]
    [InlineData("ingress: {traefik: {proxyProtocolFrom: [\"::/0\"]}}", "is not a range that leaves anybody out")]
    [InlineData("ingress: {traefik: {httpsTimeouts: {read: 0s}}}", "a time from 1s to 24h")]
    [InlineData("ingress: {traefik: {httpTimeouts: {idle: 2h}}}", "a time from 1s to 1h")]
    public void RefusesEntryPointsThatAreUnreachableOrPublic(string overrides, string says) => Refused(overrides, says);

    [Fact]
    public void CloudflareNeedsThePortForPlainHttp() => RefusedAmongOthers(
        "ingress: {tls: {mode: cloudflare}}\ncluster: {firewall: {publicTcp: [443]}}",
        "cluster.firewall.publicTcp: nobody reaches the published hosts on port 80; add 80");

    [Theory]
    [InlineData("v1.34.5+k3s1")]
    [InlineData("v1.35.2+k3s1")]
    [Pitfall("cert-manager-redirect-challenge")]
    public void RefusesHttpChallengesBehindTheRedirectOfAnOlderTraefik(string version)
    {
        Refused(
            $"cluster: {{k3s: {{version: {version}}}}}",
            $"cluster.k3s.version: the Traefik of k3s {version} redirects the file of an http01 challenge too",
            "v1.34.6+k3s1, v1.35.3+k3s1 or later, ingress.tls.challenge: dns01, or ingress.traefik.redirectToHttps: false");
        Accepted($"{{cluster: {{k3s: {{version: {version}}}}}, ingress: {{traefik: {{redirectToHttps: false}}}}}}");
    }

    [Theory]
    [InlineData("v1.34.6+k3s1")]
    [InlineData("v1.35.3+k3s1")]
    [InlineData("v1.36.0+k3s1")]
    public void AcceptsHttpChallengesBehindTheRedirectOfANewerTraefik(string version) =>
        Accepted($"cluster: {{k3s: {{version: {version}}}}}");

    [Fact]
    public void WarnsOfCloudflareWithoutAFirewall() => Assert.Contains(
        Load("prod", overrides: "cluster: {provider: existingHosts}\ningress: {tls: {mode: cloudflare}}").Problems,
        problem =>
            problem.Level == ProblemLevel.Warning
                && problem.ToString().Contains("no firewall of the program closes these hosts", StringComparison.Ordinal));

    [Theory]
    [InlineData("httpPort: 10250", "ingress.traefik.httpPort: the kubelet uses port 10250; choose another")]
    [InlineData("httpsPort: 6443", "ingress.traefik.httpsPort: the API server uses port 6443")]
    [InlineData("metricsPort: 9100", "ingress.traefik.metricsPort: the node exporter uses port 9100")]
    [InlineData("metricsPort: 10259", "the scheduler uses port 10259")]
    [InlineData("metricsPort: 2381", "etcd uses port 2381")]
    [InlineData("metricsPort: 8080", "Traefik itself, for its ping and its dashboard, uses port 8080")]
    [InlineData("metricsPort: 30000", "kube-proxy, which hands out node ports from there, uses port 30000")]
    [InlineData("metricsPort: 32767", "uses port 32767")]
    [InlineData("httpPort: 22", "sshd uses port 22")]
    [InlineData("metricsPort: 0", "0 is not a port; write a number from 1 to 65535")]
    [InlineData("metricsPort: -5", "-5 is not a port")]
    [InlineData("metricsPort: 99999", "99999 is not a port")]
    [Pitfall("traefik-port-in-use")]
    public void RefusesPortsThatAreInUse(string setting, string says) => RefusedAmongOthers($"ingress: {{traefik: {{{setting}}}}}", says);

    [Theory]
    [InlineData("metricsPort: 9102")]
    [InlineData("metricsPort: 29999")]
    [InlineData("metricsPort: 32768")]
    [InlineData("hostNetwork: false, metricsPort: 9100")]
    public void AcceptsFreePorts(string settings) => Accepted($"ingress: {{traefik: {{{settings}}}}}");

    [Fact]
    public void RefusesThePortOfADockerServiceOnANode() => Refused(
        "compose: {hosts: [{name: same, address: 10.0.1.12, portsInUse: [443]}]}",
        "ingress.traefik.httpsPort: a service of 'same', which is a node of the cluster, uses port 443");
}
