using Infra.Charts;
using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>
/// Values of the Traefik chart that k3s brings, in the layout of chart 39 and 40 (k3s 1.34: TLS and redirections under
/// <c>ports.*.http</c>). k3s strips the chart's schema and ignores a misplaced key silently, so the tests check the values against the
/// schemas of both charts.
/// </summary>
public static class TraefikValues
{
    /// <summary>Port of the entry point of ping and dashboard; loopback only.</summary>
    public const int AdminPort = 8080;

    private static readonly string[] AllCapabilities = ["ALL"];

    private static readonly Duration RedirectRead = Duration.Parse("1m");

    /// <summary>Traefik's user in the chart's image.</summary>
    private const int NonRoot = 65532;

    /// <summary>The values.</summary>
    /// <param name="spec">Ingress settings.</param>
    /// <param name="domain">Name published in the status of Ingress objects; a load balancer's address, for which
    /// clients wait otherwise, never comes.</param>
    /// <param name="crossNamespaces">Whether a share of some host is answered in another namespace than its route's;
    /// <see cref="RouteFence"/> then limits the other routes.</param>
    /// <param name="externalNames">Whether a share of some host is answered by a Docker host that is known by its name;
    /// <see cref="ServiceFence"/> keeps roles from such services.</param>
    public static IReadOnlyDictionary<string, object> For(
        IngressSpec spec, string domain, bool crossNamespaces = false, bool externalNames = false)
    {
        var traefik = spec.Traefik;
        return Map(
            (
                "deployment",
                Map(("kind", traefik.Kind.ToString()), ("dnsPolicy", traefik.HostNetwork ? "ClusterFirstWithHostNet" : "ClusterFirst"))),
            ("hostNetwork", traefik.HostNetwork),
            // Two pods cannot use one port of a host, so the old one stops first. The API refuses a surge beside it.
            ("updateStrategy", Map(("type", "RollingUpdate"), ("rollingUpdate", Map(("maxUnavailable", 1), ("maxSurge", 0))))),
            ("ports", Ports(spec)),
            // A LoadBalancer service would wait permanently for an address.
            ("service", Map(("spec", Map(("type", "ClusterIP"))))),
            ("providers", Map(
                ("kubernetesCRD", Map(("allowCrossNamespace", crossNamespaces), ("allowExternalNameServices", externalNames))),
                ("kubernetesIngress", Map(("publishedService", Map(("enabled", false))))))),
            ("api", Map(("dashboard", traefik.Dashboard))),
            ("ingressRoute", Map(("dashboard", Map(("enabled", traefik.Dashboard))))),
            ("logs", Map(
                ("general", Map(("level", traefik.LogLevel.ToString().ToUpperInvariant()))),
                ("access", Map(("enabled", traefik.AccessLog))))),
            // Half a second is the limit of 001: without a bound there, a quantile near it is a guess between 0.3 and 1.2 seconds.
            ("metrics", Map(("prometheus", Map(("buckets", "0.1,0.3,0.5,1.2,5.0"), ("service", Map(("enabled", true))))))),
            ("tolerations", PlatformTolerations.Values(traefik.Tolerations)),
            ("priorityClassName", "system-cluster-critical"),
            // The nodes' ip_unprivileged_port_start allows low ports without a capability and without root.
            ("podSecurityContext", Map(("runAsUser", NonRoot), ("runAsGroup", NonRoot), ("runAsNonRoot", true))),
            ("securityContext", Map(
                ("allowPrivilegeEscalation", false), ("readOnlyRootFilesystem", true), ("capabilities", Map(("drop", AllCapabilities))))),
            ("resources", Resources(traefik.Resources)),
            // Only chart 40 and later have a value for this.
            ("additionalArguments", new[] { $"--providers.kubernetesingress.ingressendpoint.hostname={domain}" }));
    }

    /// <summary>The values with a further label of the workload, a DaemonSet or a Deployment.</summary>
    /// <param name="values">The values.</param>
    /// <param name="label">Key of the label.</param>
    /// <param name="text">Its value.</param>
    public static IReadOnlyDictionary<string, object> Labelled(IReadOnlyDictionary<string, object> values, string label, string text)
    {
        var labelled = new OrderedDictionary<string, object>(values, StringComparer.Ordinal);
        var workload = (IReadOnlyDictionary<string, object>)values["deployment"];
        labelled["deployment"] = new OrderedDictionary<string, object>(workload, StringComparer.Ordinal)
        {
            ["labels"] = Map((label, text)),
        };
        return labelled;
    }

    /// <summary>Whether plain HTTP is answered with a redirection to HTTPS, and nothing else but the files of HTTP-01 challenges.</summary>
    internal static bool OnlyRedirects(IngressSpec spec) => spec.Traefik.RedirectToHttps && spec.Tls.Mode == TlsMode.CertManager;

    /// <summary>
    /// The time limits of plain HTTP: the described ones, otherwise those of HTTPS; a request that is only redirected has no body to wait
    /// for.
    /// </summary>
    internal static EntryPointTimeoutsSpec HttpTimeouts(IngressSpec spec) => spec.Traefik.HttpTimeouts
        ?? (OnlyRedirects(spec) ? spec.Traefik.HttpsTimeouts with { Read = RedirectRead } : spec.Traefik.HttpsTimeouts);

    private static OrderedDictionary<string, object> Ports(IngressSpec spec)
    {
        var traefik = spec.Traefik;
        var http = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        if (OnlyRedirects(spec))
        {
            http["redirections"] = Map(("entryPoint", Map(("to", "websecure"), ("scheme", "https"), ("permanent", true))));
        }

        var trusted = Texts(spec.TrustedSources());
        var announcing = Texts(traefik.ProxyProtocolFrom);
        var web = Map(
            ("port", traefik.HttpPort),
            ("allowACMEByPass", spec.Tls is { Mode: TlsMode.CertManager, Challenge: AcmeChallenge.Http01 }),
            ("forwardedHeaders", Map(("trustedIPs", trusted))),
            ("proxyProtocol", Map(("trustedIPs", announcing))),
            ("transport", Transport(HttpTimeouts(spec))));
        if (http.Count > 0)
        {
            web["http"] = http;
        }

        var websecure = Map(
            ("port", traefik.HttpsPort),
            ("http", Map(("tls", Map(("enabled", spec.Tls.Mode != TlsMode.None))))),
            ("forwardedHeaders", Map(("trustedIPs", trusted))),
            ("proxyProtocol", Map(("trustedIPs", announcing))),
            ("transport", Transport(traefik.HttpsTimeouts)));
        if (!traefik.HostNetwork)
        {
            // The service is no load balancer, so a pod outside the host's network is reached through ports of its node (CNI portmap).
            web["hostPort"] = traefik.HttpPort;
            websecure["hostPort"] = traefik.HttpsPort;
        }

        return Map(
            ("traefik", traefik.HostNetwork ? Map(("port", AdminPort), ("hostIP", "127.0.0.1")) : Map(("port", AdminPort))),
            ("web", web),
            ("websecure", websecure),
            ("metrics", Map(("port", traefik.MetricsPort))));
    }

    private static OrderedDictionary<string, object> Transport(EntryPointTimeoutsSpec timeouts) => Map(
        ("respondingTimeouts", Map(
            ("readTimeout", timeouts.Read.ToGo()), ("writeTimeout", timeouts.Write.ToGo()), ("idleTimeout", timeouts.Idle.ToGo()))));

    private static string[] Texts(IReadOnlyList<Cidr> ranges)
    {
        var texts = new string[ranges.Count];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = ranges[index].ToString();
        }

        return texts;
    }

    private static OrderedDictionary<string, object> Resources(ResourcesSpec resources) => Map(
        ("requests", Map(("cpu", resources.RequestCpu.ToString()), ("memory", resources.RequestMemory.ToString()))),
        ("limits", Map(("cpu", resources.LimitCpu.ToString()), ("memory", resources.LimitMemory.ToString()))));
}
