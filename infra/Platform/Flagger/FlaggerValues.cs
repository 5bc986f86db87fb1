using Infra.Charts;
using Infra.Naming;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>Values of the charts of Flagger; the resources are chosen for a few canaries that are checked every minute.</summary>
public static class FlaggerValues
{
    private const int FlaggerUser = 10001;
    private const int TesterUser = 100;

    /// <summary>Values of Flagger's chart.</summary>
    /// <param name="metricsServer">The URL of Prometheus.</param>
    public static IReadOnlyDictionary<string, object> Controller(string metricsServer) => Map(
        ("meshProvider", "traefik"),
        ("metricsServer", metricsServer),
        // The label that tells the primary's pods from the canary's. All other labels are the same on both, so that budgets, network
        // policies and services match both.
        ("selectorLabels", Labels.Track),
        // The primary keeps copies of ConfigMaps and Secrets: those of the former version are deleted before the promotion.
        ("configTracking", Map(("enabled", true))),
        ("tolerations", PlatformTolerations.Values()),
        ("securityContext", Map(("enabled", true), ("context", Rights(FlaggerUser, FlaggerUser)))),
        ("resources", ChartResources.Of("50m", "64Mi", "500m", "256Mi")));

    /// <summary>Values of the load tester's chart.</summary>
    /// <param name="namespaces">The namespaces whose canaries it may test.</param>
    public static IReadOnlyDictionary<string, object> Tester(IReadOnlyList<string> namespaces) => Map(
        ("fullnameOverride", Flagger.TesterName),
        ("cmd", Map(("timeout", "10m"), ("namespaceRegexp", $"^({string.Join('|', namespaces)})$"))),
        // For the answers that tests read.
        ("volumes", new object[] { Map(("name", "work"), ("emptyDir", Map(("sizeLimit", "64Mi")))) }),
        ("volumeMounts", new object[] { Map(("name", "work"), ("mountPath", "/tmp")) }),
        ("tolerations", PlatformTolerations.Values()),
        ("securityContext", Map(("enabled", true), ("context", Rights(TesterUser, TesterUser + 1)))),
        ("resources", ChartResources.Of("25m", "64Mi", "500m", "256Mi")));

    private static OrderedDictionary<string, object> Rights(int user, int group) => Map(
        ("runAsNonRoot", true),
        ("runAsUser", user),
        ("runAsGroup", group),
        ("readOnlyRootFilesystem", true),
        ("allowPrivilegeEscalation", false),
        ("capabilities", Map(("drop", new object[] { "ALL" }))),
        ("seccompProfile", Map(("type", "RuntimeDefault"))));
}
