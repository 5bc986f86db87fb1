using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules for the parts of a pod.</summary>
internal static class PodRules
{
    private static readonly string[] Lists = ["initContainers", "containers"];

    /// <summary>A pod's spec.</summary>
    /// <param name="spec">The spec; null where there is none, which the schema finds.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="findings">What is found.</param>
    /// <param name="claims">Volumes that come from elsewhere, as a StatefulSet's claims.</param>
    public static void Check(JToken? spec, string path, Findings findings, params ReadOnlySpan<string> claims)
    {
        var volumes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in claims)
        {
            volumes.Add(claim);
        }

        CheckVolumes(spec, path, volumes, findings);
        findings.Unless(spec is null || spec.Maps("containers").Any(), $"{path}.containers", "a pod needs a container");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var hostPorts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in Lists)
        {
            foreach (var (container, i) in spec.Maps(list))
            {
                var here = $"{path}.{list}[{i}]";
                var name = container.Text("name");
                findings.Unless(name is null || Syntax.IsLabel(name), $"{here}.name", "is no DNS label");
                findings.Unless(name is null || names.Add(name), $"{here}.name", $"another container is named {name}");
                ContainerRules.Check(container, here, findings);
                CheckHostPorts(container, here, spec.IsTrue("hostNetwork"), hostPorts, findings);
                foreach (var (mount, m) in container.Maps("volumeMounts"))
                {
                    findings.Unless(
                        mount.Text("name") is not { } volume || volumes.Contains(volume),
                        $"{here}.volumeMounts[{m}].name",
                        $"the pod has no volume {mount.Text("name")}");
                }
            }
        }

        CheckPlacement(spec, path, findings);
        findings.Unless(
            spec.Text("dnsPolicy") != "None" || spec.Texts("dnsConfig", "nameservers").Any(),
            $"{path}.dnsConfig",
            "the DNS policy None needs name servers");
        findings.Unless(spec.Whole("terminationGracePeriodSeconds") is not < 0, $"{path}.terminationGracePeriodSeconds", "is negative");
    }

    private static void CheckVolumes(JToken? spec, string path, HashSet<string> names, Findings findings)
    {
        foreach (var (volume, i) in spec.Maps("volumes"))
        {
            var here = $"{path}.volumes[{i}]";
            var name = volume.Text("name");
            findings.Unless(name is null || Syntax.IsLabel(name), $"{here}.name", "is no DNS label");
            findings.Unless(name is null || names.Add(name), $"{here}.name", $"another volume is named {name}");
            var sources = volume.Properties().Count(property => property.Name != "name" && property.Value.Type != JTokenType.Null);
            findings.Unless(sources == 1, here, $"{sources} sources, a volume has one");
        }
    }

    private static void CheckHostPorts(JObject container, string path, bool hostNetwork, HashSet<string> taken, Findings findings)
    {
        foreach (var (port, i) in container.Maps("ports"))
        {
            if (port.Whole("hostPort") is not { } host)
            {
                continue;
            }

            var here = $"{path}.ports[{i}].hostPort";
            findings.Unless(
                !hostNetwork || host == port.Whole("containerPort"),
                here,
                "differs from the container's port, which a pod on the host's network cannot");
            findings.Unless(
                taken.Add($"{port.Text("hostIP")}/{host}/{port.Text("protocol") ?? "TCP"}"),
                here,
                $"port {host} of the host is taken twice");
        }
    }

    private static void CheckPlacement(JToken? spec, string path, Findings findings)
    {
        foreach (var (toleration, i) in spec.Maps("tolerations"))
        {
            var here = $"{path}.tolerations[{i}]";
            var exists = toleration.Text("operator") == "Exists";
            findings.Unless(!exists || toleration.Text("value") is null or "", $"{here}.value", "does not go with the operator Exists");
            findings.Unless(exists || toleration.Has("key"), $"{here}.key", "only the operator Exists tolerates every key");
            findings.Unless(
                toleration.Text("key") is not { Length: > 0 } key || Syntax.IsQualifiedName(key), $"{here}.key", "is no taint's key");
            findings.Unless(
                !toleration.Has("tolerationSeconds") || toleration.Text("effect") == "NoExecute",
                $"{here}.tolerationSeconds",
                "goes with the effect NoExecute alone");
        }

        foreach (var label in spec.Entries("nodeSelector"))
        {
            findings.Unless(
                Syntax.IsQualifiedName(label.Name) && (label.Value.Text() is not { } value || Syntax.IsLabelValue(value)),
                $"{path}.nodeSelector",
                $"'{label.Name}' selects by what is no label");
        }

        foreach (var (spread, i) in spec.Maps("topologySpreadConstraints"))
        {
            findings.Unless(spread.Whole("maxSkew") is not <= 0, $"{path}.topologySpreadConstraints[{i}].maxSkew", "at least 1");
            MetadataRules.CheckSelector(spread.At("labelSelector"), $"{path}.topologySpreadConstraints[{i}].labelSelector", findings);
        }

        foreach (var term in spec.At("affinity")?.SelectTokens("$..matchExpressions[*]").OfType<JObject>() ?? [])
        {
            MetadataRules.CheckTerm(term, $"{path}.affinity", findings);
        }

        foreach (var weighted in spec.At("affinity")?.SelectTokens("$..preferredDuringSchedulingIgnoredDuringExecution[*].weight") ?? [])
        {
            findings.Unless(weighted.Whole() is null or (>= 1 and <= 100), $"{path}.affinity", "a weight is 1 to 100");
        }
    }
}
