using Infra.Model.Yaml;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Cluster;

/// <summary>
/// The API server's admission configuration. Pod Security: a namespace without labels of its own enforces the standard
/// <c>baseline</c> and reports what goes beyond <c>restricted</c>. Events: no workload floods the API server with them.
/// </summary>
public static class PodSecurityAdmission
{
    /// <summary>The plugins to switch on; <c>PodSecurity</c> is on by itself. The flag replaces k3s's own, so its one is named again.</summary>
    public const string Plugins = "NodeRestriction,EventRateLimit";

    /// <summary>
    /// Namespaces beyond the standards. Labels of a namespace go before the defaults, and every namespace that the program makes
    /// has some, so only what others make is listed: <c>kube-system</c>, where k3s starts its bundled parts, Traefik in the host's
    /// network and the helpers of local-path with host folders among them, before anybody could label it.
    /// </summary>
    private static readonly string[] s_exempt = ["kube-system"];

    /// <summary>The configuration file.</summary>
    public static string Yaml { get; } = YamlText.Write(Map(
        ("apiVersion", "apiserver.config.k8s.io/v1"),
        ("kind", "AdmissionConfiguration"),
        ("plugins", new object[]
        {
            Map(("name", "PodSecurity"), ("configuration", Map(
                ("apiVersion", "pod-security.admission.config.k8s.io/v1"),
                ("kind", "PodSecurityConfiguration"),
                ("defaults", Map(("enforce", "baseline"), ("audit", "restricted"), ("warn", "restricted"))),
                ("exemptions", Map(("usernames", Array.Empty<string>()), ("runtimeClasses", Array.Empty<string>()), ("namespaces", s_exempt)))))),
            Map(("name", "EventRateLimit"), ("configuration", Map(
                ("apiVersion", "eventratelimit.admission.k8s.io/v1alpha1"),
                ("kind", "Configuration"),
                // The figures of Rancher's RKE, which k3s's hardening guide leaves open.
                ("limits", new object[] { Map(("type", "Server"), ("qps", 5000), ("burst", 20000)) })))),
        })));
}
