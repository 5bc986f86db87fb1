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

    [Fact]
    public void WarnsOfCloudflareWithoutAFirewall() => Assert.Contains(
        Load("prod", overrides: "cluster: {provider: existingHosts}\ningress: {tls: {mode: cloudflare}}").Problems,
        problem =>
            problem.Level == ProblemLevel.Warning
                && problem.ToString().Contains("no firewall of the program closes these hosts", StringComparison.Ordinal));
}
