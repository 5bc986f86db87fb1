using Infra.Model;
using Infra.Model.Yaml;
using Infra.Parts;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Cluster;

/// <summary>
/// The API server's admission configuration. Pod Security: a namespace without labels of its own enforces the standard
/// <c>baseline</c> and reports what exceeds <c>restricted</c>. Events: no workload floods the API server with them.
/// </summary>
public static class PodSecurityAdmission
{
    /// <summary>
    /// The plugins to switch on; <c>PodSecurity</c> is on by default. The flag replaces k3s's own, so k3s's one is named again.
    /// </summary>
    public const string Plugins = "NodeRestriction,EventRateLimit";

    /// <summary>
    /// Namespaces that the configuration exempts. The labels of a namespace override the defaults, and every namespace that the program
    /// makes has labels, so only a namespace that others make is listed.
    /// </summary>
    public static IReadOnlyList<PodSecurityExemption> Exemptions { get; } =
    [
        new(
            "kube-system",
            PodSecurityLevel.Privileged,
            "k3s starts its own parts there before any program could label it: Traefik in the host's network, local-path"),
    ];

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
                ("exemptions", Map(
                    ("usernames", Array.Empty<string>()),
                    ("runtimeClasses", Array.Empty<string>()),
                    ("namespaces", ExemptNamespaces())))))),
            Map(("name", "EventRateLimit"), ("configuration", Map(
                ("apiVersion", "eventratelimit.admission.k8s.io/v1alpha1"),
                ("kind", "Configuration"),
                // The figures of Rancher's RKE, which k3s's hardening guide leaves open.
                ("limits", new object[] { Map(("type", "Server"), ("qps", 5000), ("burst", 20000)) })))),
        })));

    private static string[] ExemptNamespaces()
    {
        var names = new string[Exemptions.Count];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = Exemptions[index].Namespace;
        }

        return names;
    }
}
