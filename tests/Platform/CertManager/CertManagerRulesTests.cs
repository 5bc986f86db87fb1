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
}
