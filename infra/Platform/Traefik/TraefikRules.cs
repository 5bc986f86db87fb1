using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of the entry points, in the stack that owns the cluster.</summary>
internal static class TraefikRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        if (!context.OwnsCluster)
        {
            return;
        }

        CheckPorts(context);
        var cluster = context.Spec.Cluster;
        var (tls, traefik) = (context.Spec.Ingress.Tls, context.Spec.Ingress.Traefik);
        if (cluster.Provider == ClusterProvider.Hetzner && context.Spec.Ingress.Hosts.Count > 0)
        {
            var http01 = tls is { Mode: TlsMode.CertManager, Challenge: AcmeChallenge.Http01 };
            RequireOpen(traefik.HttpPort, http01 || tls.Mode == TlsMode.Cloudflare);
            RequireOpen(traefik.HttpsPort, tls.Mode == TlsMode.CertManager);
        }

        if (TraefikValues.OnlyRedirects(context.Spec.Ingress)
            && tls.Challenge == AcmeChallenge.Http01
            && K3sVersion.TryParse(cluster.K3s.Version) is { } version
            && !TraefikVersions.RedirectSparesChallenges(version))
        {
            context.Error(
                cluster.K3s,
                "version",
                $"the Traefik of k3s {cluster.K3s.Version} redirects the file of an http01 challenge too, so no certificate is issued",
                "use v1.34.6+k3s1, v1.35.3+k3s1 or later, ingress.tls.challenge: dns01, or ingress.traefik.redirectToHttps: false");
        }

        if (tls.Mode == TlsMode.Cloudflare && cluster.Provider == ClusterProvider.ExistingHosts)
        {
            context.Warn(
                tls,
                "mode",
                "Cloudflare is in front, and no firewall of the program closes these hosts to everyone else",
                $"let only Cloudflare reach TCP {traefik.HttpPort} in the hosts' own firewall");
        }

        void RequireOpen(int port, bool needed)
        {
            if (needed && !cluster.Firewall.PublicTcp.Contains(port))
            {
                context.Error(cluster.Firewall, "publicTcp", $"nobody reaches the published hosts on port {port}", $"add {port}");
            }
        }
    }

    private static void CheckPorts(ValidationContext context)
    {
        var traefik = context.Spec.Ingress.Traefik;
        Check("httpPort", traefik.HttpPort, isOnNode: true);
        Check("httpsPort", traefik.HttpsPort, isOnNode: true);
        Check("metricsPort", traefik.MetricsPort, traefik.HostNetwork);

        void Check(string key, int port, bool isOnNode)
        {
            var user = port == TraefikValues.AdminPort ? "Traefik itself, for its ping and its dashboard,"
                : !isOnNode ? null
                : NodePorts.TcpUser(port) ?? UserOnSameMachine(context, port);
            if (user is not null)
            {
                context.Error(traefik, key, $"{user} uses port {port}", "choose another");
            }
        }
    }

    // A Docker host may be one of the nodes, under one of its addresses.
    private static string? UserOnSameMachine(ValidationContext context, int port)
    {
        foreach (var host in context.Spec.Compose.Hosts)
        {
            if (host.PortsInUse.Contains(port)
                && context.Spec.Cluster.Nodes.Any(node => node.Address == host.Address || node.PrivateIp.ToString() == host.Address))
            {
                return $"a service of '{host.Name}', which is a node of the cluster,";
            }
        }

        return null;
    }
}
