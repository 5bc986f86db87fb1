using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on the rights of pods on their node.</summary>
internal static class RightsRules
{
    private const string OwnBind = "NET_BIND_SERVICE";
    private static readonly string[] HostKeys = ["hostNetwork", "hostPID", "hostIPC"];

    /// <summary>Access to the node itself.</summary>
    public static PolicyRule Host { get; } = new(
        "host-access",
        "reaches into its node without a declared reason",
        "Whoever gets hold of such a pod has the node, and with a server's node the cluster.",
        "Use a service in place of host ports, and a volume in place of a host path; a part of the platform that needs the node declares "
            + "an exemption for its namespace, with the reason (StackPart.Exemptions).",
        "Namespaces for which a part of the stack declares the Pod Security level privileged, with its reason.",
        scene => scene.Pods.Where(pods => !IsPrivileged(scene, pods.Namespace)).SelectMany(OfPods)
            .Concat(scene.Objects.Select(ChartSettings.Of).OfType<ChartSettings>()
                .Where(chart => !IsPrivileged(scene, chart.Namespace)).SelectMany(OfChart))
            .Concat(scene.OfKind("Namespace").Where(space => !IsPrivileged(scene, space.Inputs.At("metadata", "name")?.Text ?? ""))
                .SelectMany(OfNamespace)));

    /// <summary>Rights above the Pod Security level <c>restricted</c>.</summary>
    public static PolicyRule Restricted { get; } = new(
        "rights",
        "has rights above the Pod Security level restricted without a declared reason",
        "A fault in the program is then worth more to an attacker: root, further capabilities, or a way to gain rights.",
        "Leave security at its defaults, or write security.reason.",
        "Apps with security.reason; other pods in namespaces for which a part declares a lower level, with its reason.",
        scene =>
            from pods in scene.Pods
            where !IsExplained(scene, pods)
            from container in pods.Containers
            let excess = Excess(pods.Pod, container)
            where excess.Length > 0
            select PolicyObject.Of(pods.Resource, $"container {container.TextOf("name")}: {excess}"));

    private static bool IsPrivileged(PolicyScene scene, string @namespace) => scene.LevelOf(@namespace) == PodSecurityLevel.Privileged;

    private static bool IsExplained(PolicyScene scene, PlannedPods pods) => scene.AppOf(pods) is { } app
        ? app.Security.Reason.Length > 0
        : scene.LevelOf(pods.Namespace) != PodSecurityLevel.Restricted;

    private static IEnumerable<PolicyObject> OfPods(PlannedPods pods)
    {
        foreach (var key in HostKeys)
        {
            if (pods.Pod[key] is { IsTrue: true })
            {
                yield return PolicyObject.Of(pods.Resource, key);
            }
        }

        foreach (var volume in pods.Pod["volumes"]?.Items ?? [])
        {
            if (volume.At("hostPath", "path") is { } path)
            {
                yield return PolicyObject.Of(pods.Resource, $"volume {volume.TextOf("name")}: the folder {path.Text} of the node");
            }
        }

        foreach (var container in pods.Containers)
        {
            if (container.At("securityContext", "privileged") is { IsTrue: true })
            {
                yield return PolicyObject.Of(pods.Resource, $"container {container.TextOf("name")}: privileged");
            }

            foreach (var port in container["ports"]?.Items ?? [])
            {
                if (port["hostPort"] is { Kind: PlanValueKind.Number, Number: > 0 } host)
                {
                    yield return PolicyObject.Of(pods.Resource, $"container {container.TextOf("name")}: host port {host.Number}");
                }
            }
        }
    }

    private static IEnumerable<PolicyObject> OfChart(ChartSettings chart) =>
        from found in PlanTexts.In(chart.Values)
        where (found.Value.IsTrue && (found.Key == "privileged" || HostKeys.Contains(found.Key)))
            || (found.Key == "hostPort" && found.Value is { Number: > 0 } or { Text: not ("" or "0" or "false") })
        select PolicyObject.Of(chart.Resource, $"value {found.Path}");

    private static IEnumerable<PolicyObject> OfNamespace(PlanResource space)
    {
        var level = space.Inputs.At("metadata", "labels", "pod-security.kubernetes.io/enforce")?.Text;
        if (level is null or "privileged")
        {
            yield return PolicyObject.Of(space, $"admits every pod: {(level is null ? "no Pod Security level" : "level privileged")}");
        }
    }

    /// <summary>First right of a container that exceeds the level; empty for none.</summary>
    private static string Excess(PlanValue pod, PlanValue container)
    {
        var rights = container["securityContext"];
        PlanValue? Either(params ReadOnlySpan<string> path) => rights?.At(path) ?? pod["securityContext"]?.At(path);
        if (rights?["privileged"] is { IsTrue: true })
        {
            return "privileged";
        }

        if (rights?["allowPrivilegeEscalation"] is not { IsTrue: false })
        {
            return "allowPrivilegeEscalation is not false";
        }

        if (Either("runAsNonRoot") is not { IsTrue: true } || Either("runAsUser") is { Kind: PlanValueKind.Number, Number: 0 })
        {
            return "it may run as root";
        }

        if (Either("seccompProfile", "type")?.Text is not ("RuntimeDefault" or "Localhost"))
        {
            return "no seccomp profile";
        }

        return rights?.At("capabilities", "drop")?.Items.Any(static one => one.Text == "ALL") != true
            || rights.At("capabilities", "add")?.Items.Any(static one => one.Text != OwnBind) == true
            ? "it keeps or adds capabilities" : "";
    }
}
