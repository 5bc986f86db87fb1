using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of certificates.</summary>
internal static class CertManagerRules
{
    /// <summary>The port on which Let's Encrypt requests the file of <see cref="AcmeChallenge.Http01"/> (RFC 8555, 8.3).</summary>
    private const int AcmePort = 80;

    /// <summary>Last labels reserved for private use, tests and documentation (RFC 2606, 6761, 8375; ICANN for internal).</summary>
    private static readonly string[] PrivateDomains =
        ["arpa", "corp", "example", "home", "internal", "invalid", "lan", "local", "localhost", "mail", "onion", "test"];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var ingress = context.Spec.Ingress;
        if (ingress.Tls.Mode != TlsMode.CertManager)
        {
            return;
        }

        if (ingress.Tls is { Challenge: AcmeChallenge.Dns01, CloudflareToken: null })
        {
            context.Error(ingress.Tls, "challenge", "dns01 has no Cloudflare token", "name the declared secret in cloudflareToken");
        }

        foreach (var host in ingress.Hosts)
        {
            CheckName(context, host);
        }

        if (!context.OwnsCluster)
        {
            return;
        }

        // Where tls is written, its record asks for the address.
        if (ingress.Tls.Email is null && !context.IsWritten(ingress.Tls))
        {
            context.Error(
                context.IsWritten(ingress) ? ingress : context.Spec,
                context.IsWritten(ingress) ? "tls" : "ingress",
                "tls.mode is certManager by default, and there is no email",
                "set ingress.tls.email, or another ingress.tls.mode");
        }

        context.Resolve(ingress, "namespace", "namespace of this stack", ingress.Namespace, [.. context.Spec.OwnNamespaces()]);
        if (ingress.Tls.Challenge == AcmeChallenge.Http01 && ingress.Traefik.HttpPort != AcmePort)
        {
            context.Error(
                ingress.Traefik,
                "httpPort",
                $"Let's Encrypt checks http01 on port {AcmePort}, and Traefik listens on {ingress.Traefik.HttpPort}",
                $"httpPort: {AcmePort}, or tls.challenge: dns01");
        }
    }

    /// <summary>
    /// Reports a name for which Let's Encrypt issues no certificate by the chosen challenge: a wildcard by http01
    /// (https://letsencrypt.org/docs/challenge-types/), or a name below no public suffix (https://letsencrypt.org/docs/faq/).
    /// </summary>
    private static void CheckName(ValidationContext context, HostSpec host)
    {
        var tls = context.Spec.Ingress.Tls;
        var fullName = host.FullName(context.Spec.Domain);
        var last = fullName[(fullName.LastIndexOf('.') + 1)..];
        if (host.IsWildcard() && tls.Challenge == AcmeChallenge.Http01)
        {
            context.Error(
                host,
                host.Label is null ? "name" : "label",
                $"'{fullName}' is a wildcard, for which Let's Encrypt issues no certificate by http01",
                "set tls.challenge: dns01, or publish each name as a host of its own");
        }
        else if (last.Length == fullName.Length || last.All(char.IsAsciiDigit) || PrivateDomains.Contains(last))
        {
            context.Error(
                host,
                "name",
                $"Let's Encrypt issues no certificate for '{fullName}', which is not a public name",
                "use a domain of your own, or set tls.mode: none for a private network");
        }
    }
}
