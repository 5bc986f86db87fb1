using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of certificates.</summary>
internal static class CertManagerRules
{
    /// <summary>The port on which Let's Encrypt requests the file of <see cref="AcmeChallenge.Http01"/> (RFC 8555, 8.3).</summary>
    private const int AcmePort = 80;

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

        if (!context.OwnsCluster)
        {
            return;
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
}
