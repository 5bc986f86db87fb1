using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules of Services.</summary>
internal static class ServiceRules
{
    /// <summary>Checks the ports, and the fields that each type allows.</summary>
    public static void Check(JObject thing, Findings findings)
    {
        var spec = thing.At("spec");
        var type = spec.Text("type") ?? "ClusterIP";
        var ports = spec.Maps("ports").ToArray();
        if (type == "ExternalName")
        {
            findings.Unless(spec.Text("externalName") is { Length: > 0 }, "spec.externalName", "required for the type ExternalName");
        }
        else
        {
            findings.Unless(
                ports.Length > 0 || spec.Text("clusterIP") == "None", "spec.ports", "a service that is not headless needs a port");
        }

        findings.Unless(
            spec.Text("clusterIP") != "None" || type == "ClusterIP", "spec.clusterIP", $"None does not go with the type {type}");
        findings.Unless(
            !spec.Has("externalTrafficPolicy") || type is "NodePort" or "LoadBalancer",
            "spec.externalTrafficPolicy",
            $"does not go with the type {type}");
        foreach (var label in spec.Entries("selector"))
        {
            findings.Unless(
                Syntax.IsQualifiedName(label.Name) && (label.Value.Text() is not { } value || Syntax.IsLabelValue(value)),
                "spec.selector",
                $"'{label.Name}' selects by what is no label");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, i) in ports)
        {
            var path = $"spec.ports[{i}]";
            var name = port.Text("name");
            findings.Unless(name is not null || ports.Length == 1, $"{path}.name", "required where there are several ports");
            findings.Unless(name is null || Syntax.IsLabel(name), $"{path}.name", "is no DNS label");
            findings.Unless(name is null || names.Add(name), $"{path}.name", $"another port is named {name}");
            Ports.CheckNumber(port, "port", path, findings);
            Ports.CheckTarget(port.At("targetPort"), $"{path}.targetPort", findings);
            findings.Unless(
                port.Whole("nodePort") is not { } node || (type is "NodePort" or "LoadBalancer" && node is >= 30000 and <= 32767),
                $"{path}.nodePort",
                "30000 to 32767, with the types NodePort and LoadBalancer");
        }
    }
}
