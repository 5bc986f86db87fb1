using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

public sealed class CertManagerRulesTests
{
    [Theory]
    [InlineData("ingress: {tls: {email: null}}", "ingress.tls: mode is certManager, and there is no email")]
    [InlineData("ingress: {tls: {email: nobody}}", "ingress.tls.email: 'nobody' is not a mail address")]
    [InlineData("ingress: {tls: {challenge: dns01}}", "dns01 has no Cloudflare token")]
    [InlineData(
        "ingress: {traefik: {httpPort: 8081}, tls: {challenge: http01}}\ncluster: {firewall: {publicTcp: [8081, 443]}}",
        "Let's Encrypt checks http01 on port 80")]
    [InlineData("ingress: {namespace: edge}", "there is no namespace of this stack 'edge'")]
    public void RefusesCertificatesThatCannotBeIssued(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData("name: '*'", "ingress.hosts[*].name: '*.dirtbikechina.com' is a wildcard")]
    [InlineData("name: any, label: '*.shop'", "ingress.hosts[any].label: '*.shop.dirtbikechina.com' is a wildcard")]
    public void RefusesAWildcardByHttp01(string host, string says) =>
        Refused($"ingress: {{hosts: [{{{host}, app: wordpress}}]}}", says, "set tls.challenge: dns01");

    [Theory]
    [InlineData("home.arpa")]
    [InlineData("cluster.local")]
    [InlineData("office.internal")]
    [InlineData("10.0.1.11")]
    public void RefusesANameThatIsNotPublic(string domain) => RefusedAmongOthers(
        $"domain: '{domain}'", $"Let's Encrypt issues no certificate for 'www.{domain}', which is not a public name", "tls.mode: none");

    [Fact]
    public void RefusesAHostWithoutADomain() => RefusedAmongOthers(
        "domain: intranet\ningress: {hosts: [{name: '@', app: wordpress}]}", "issues no certificate for 'intranet'");

    [Theory]
    [InlineData("domain: xn--bcher-kva.example.org")]
    [InlineData("domain: firma.xn--vermgensberatung-pwb")]
    public void AcceptsNamesForWhichSomebodyAnswers(string overrides) => Accepted(overrides);

    [Theory]
    [InlineData("domain: home.arpa\ningress: {tls: {mode: none}}")]
    [InlineData("ingress: {tls: {mode: none}, hosts: [{name: '*', app: wordpress}]}")]
    public void AcceptsAnyNameWithoutCertificates(string overrides) => Each.Lacks(
        Errors(overrides),
        error => error.Contains("no certificate", StringComparison.Ordinal));
}
