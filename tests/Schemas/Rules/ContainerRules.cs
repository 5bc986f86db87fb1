using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules of containers.</summary>
internal static class ContainerRules
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

    /// <summary>Checks a container.</summary>
    public static void Check(JObject container, string path, Findings findings)
    {
        findings.Unless(
            container.At("image").IsStandIn() || container.Text("image") is { Length: > 0 }, $"{path}.image", "required, but missing");
        findings.Unless(container.Text("image") is not { } image || image.Trim() == image, $"{path}.image", "has blanks around it");
        CheckPorts(container, path, findings);
        CheckVariables(container, path, findings);
        QuantityRules.CheckResources(container.At("resources"), $"{path}.resources", findings);
        foreach (var probe in Probes)
        {
            CheckProbe(container.At(probe), $"{path}.{probe}", probe, findings);
        }

        foreach (var hook in container.Entries("lifecycle").Where(entry => entry.Name != "stopSignal"))
        {
            CheckHandler(hook.Value, $"{path}.lifecycle.{hook.Name}", findings);
        }

        foreach (var (mount, i) in container.Maps("volumeMounts"))
        {
            findings.Unless(
                mount.Text("subPath") is not { } sub || (!sub.StartsWith('/') && !sub.Split('/').Contains("..")),
                $"{path}.volumeMounts[{i}].subPath",
                "is no path below the volume");
        }

        var security = container.At("securityContext");
        findings.Unless(
            !(security.IsTrue("privileged") && security.At("allowPrivilegeEscalation") is JValue { Value: false }),
            $"{path}.securityContext.allowPrivilegeEscalation",
            "a privileged container has it always");
    }

    private static void CheckPorts(JObject container, string path, Findings findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, i) in container.Maps("ports"))
        {
            var here = $"{path}.ports[{i}]";
            Ports.CheckNumber(port, "containerPort", here, findings);
            Ports.CheckNumber(port, "hostPort", here, findings);
            findings.Unless(
                port.Text("name") is not { } name || Syntax.IsPortName(name),
                $"{here}.name",
                "is no name of a port (15 letters, digits and dashes)");
            findings.Unless(
                port.Text("name") is not { } own || names.Add(own), $"{here}.name", $"another port is named {port.Text("name")}");
        }
    }

    private static void CheckVariables(JObject container, string path, Findings findings)
    {
        foreach (var (variable, i) in container.Maps("env"))
        {
            var here = $"{path}.env[{i}]";
            findings.Unless(variable.Text("name") is not { } name || Syntax.IsVariable(name), $"{here}.name", "is no variable's name");
            findings.Unless(
                !(variable.Has("value") && variable.Has("valueFrom") && variable.Text("value") is not { Length: 0 }),
                here,
                "has a value and a source of one");
            findings.Unless(
                !variable.Has("valueFrom") || variable.Entries("valueFrom").Count() == 1, $"{here}.valueFrom", "a value has one source");
        }

        foreach (var (source, i) in container.Maps("envFrom"))
        {
            findings.Unless(source.Has("configMapRef") != source.Has("secretRef"), $"{path}.envFrom[{i}]", "names a ConfigMap or a Secret");
        }
    }

    private static void CheckProbe(JToken? probe, string path, string which, Findings findings)
    {
        if (probe is null)
        {
            return;
        }

        CheckHandler(probe, path, findings);
        findings.Unless(
            which == "readinessProbe" || probe.Whole("successThreshold") is null or 1,
            $"{path}.successThreshold",
            "is 1 but for readiness");
        foreach (var field in (string[])["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"])
        {
            findings.Unless(
                probe.Whole(field) is not { } number || number >= (field == "initialDelaySeconds" ? 0 : 1),
                $"{path}.{field}",
                "is too small");
        }
    }

    private static void CheckHandler(JToken handler, string path, Findings findings)
    {
        var count = Handlers.Count(name => handler.Has(name));
        findings.Unless(count == 1, path, $"{count} handlers, exactly one of {string.Join(", ", Handlers)}");
        foreach (var name in (string[])["httpGet", "tcpSocket"])
        {
            Ports.CheckNumberOrName(handler.At(name, "port"), $"{path}.{name}.port", findings);
        }
    }
}
