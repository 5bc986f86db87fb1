using System.Globalization;
using Infra.Preview.Graph;

namespace Infra.Preview.Overview;

/// <summary>Properties of a planned resource that matter to a reader, on one line.</summary>
public static class ResourceSummary
{
    /// <summary>Input paths by type token, in the order in which they are shown; a label before the value where it needs one.</summary>
    private static readonly Dictionary<string, (string Label, string Path)[]> ByType = new(StringComparer.Ordinal)
    {
        ["hcloud:index/server:Server"] = [("", "serverType"), ("", "location"), ("", "image")],
        ["hcloud:index/volume:Volume"] = [("GB", "size"), ("", "location")],
        ["hcloud:index/primaryIp:PrimaryIp"] = [("", "type"), ("", "location")],
        ["hcloud:index/floatingIp:FloatingIp"] = [("", "type"), ("", "homeLocation")],
        ["hcloud:index/loadBalancer:LoadBalancer"] = [("", "loadBalancerType"), ("", "location")],
        ["hcloud:index/network:Network"] = [("", "ipRange")],
        ["hcloud:index/networkSubnet:NetworkSubnet"] = [("", "ipRange"), ("", "networkZone")],
        ["hcloud:index/serverNetwork:ServerNetwork"] = [("", "ip")],
        ["hcloud:index/placementGroup:PlacementGroup"] = [("", "type")],
        ["hcloud:index/firewall:Firewall"] = [("rules", "rules")],
        ["command:remote:CopyToRemote"] = [("to", "remotePath")],
        ["random:index/randomPassword:RandomPassword"] = [("characters", "length")],
        ["random:index/randomId:RandomId"] = [("bytes", "byteLength")],
        ["tls:index/privateKey:PrivateKey"] = [("", "algorithm")],
        ["kubernetes:helm.sh/v3:Release"] = [("", "chart"), ("", "version"), ("in", "namespace")],
    };

    /// <summary>Types of a gate's command and its parent, as its URN has them.</summary>
    private const string GateCommand = $"{Infra.Migration.Gate.Token}$command:remote:Command::";

    /// <summary>Input paths of every other Kubernetes object.</summary>
    private static readonly (string Label, string Path)[] OfObjects =
    [
        ("in", "metadata.namespace"), ("", "spec.schedule"), ("", "spec.cron"), ("replicas", "spec.replicas"),
        ("instances", "spec.instances"), ("", "spec.imageName"), ("", "spec.resources.requests.storage"), ("", "spec.storage.size"),
        ("", "spec.storageClassName"), ("", "spec.accessModes"), ("", "spec.match"), ("", "spec.dnsNames"), ("type", "spec.type"),
        ("rules", "rules"), ("role", "roleRef.name"), ("", "provisioner"), ("", "reclaimPolicy"), ("", "driver"), ("keys", "data"),
        ("keys", "stringData"), ("", "spec.hard"), ("", "spec.template.includedNamespaces"),
        ("", "spec.acme.server"), ("validations", "spec.validations"), ("ingress rules", "spec.ingress"), ("egress rules", "spec.egress"),
    ];

    /// <summary>Summary of a resource: its properties, separated by commas; empty when it has none that matters.</summary>
    public static string Of(PlanResource resource)
    {
        var words = new List<string>();
        var inputs = resource.Inputs;
        foreach (var (label, path) in PathsOf(resource))
        {
            Add(words, At(inputs, path), label);
        }
        if (resource.Urn.Contains(GateCommand, StringComparison.Ordinal))
        {
            words.Add("asked before everything else");
        }
        if (resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
        {
            AddTraffic(words, inputs);
            AddPods(words, inputs);
        }
        return string.Join(", ", words);
    }

    private static (string Label, string Path)[] PathsOf(PlanResource resource) =>
        ByType.TryGetValue(resource.Type, out var paths) ? paths
        : resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) ? OfObjects
        : [];

    private static PlanValue? At(PlanValue value, string path) => value.At(path.Split('.'));

    private static string Shown(PlanValue value, string label) => value.Kind switch
    {
        PlanValueKind.Number => label.Length == 0 ? Number(value) : Counted(Number(value), label),
        PlanValueKind.Text when value.Text.Length > 0 => label is "" or "keys" ? value.Text : $"{label} {value.Text}",
        PlanValueKind.List when label.Length > 0 => Counted(value.Items.Count.ToString(CultureInfo.InvariantCulture), label),
        PlanValueKind.List => string.Join(" ", value.Items.Select(item => item.Text)),
        PlanValueKind.Map when label == "keys" => $"keys {string.Join(" ", value.Keys)}",
        PlanValueKind.Map => string.Join(" ", value.Keys.Zip(value.Items, (key, item) => $"{key}={item.Text}{Number(item)}")),
        _ => "",
    };

    private static string Counted(string number, string label) =>
        $"{number} {(number == "1" && label.EndsWith('s') ? label[..^1] : label)}";

    private static string Number(PlanValue value) =>
        value.Kind == PlanValueKind.Number ? value.Number.ToString(CultureInfo.InvariantCulture) : "";

    private static void AddTraffic(List<string> words, PlanValue inputs)
    {
        foreach (var route in At(inputs, "spec.routes")?.Items ?? [])
        {
            Add(words, route["match"], "");
        }
        foreach (var port in At(inputs, "spec.ports")?.Items ?? [])
        {
            Add(words, port["port"], "", "port ");
        }
        foreach (var share in At(inputs, "spec.weighted.services")?.Items ?? [])
        {
            var @namespace = share.TextOf("namespace") is { } other ? $"{other}/" : "";
            Add(words, share["weight"], "", $"{@namespace}{share.TextOf("name")} ");
        }
        Add(words, inputs.At("metadata", "labels", "pod-security.kubernetes.io/enforce"), "");
    }

    private static void AddPods(List<string> words, PlanValue inputs)
    {
        var pod = At(inputs, "spec.template.spec") ?? At(inputs, "spec.jobTemplate.spec.template.spec");
        foreach (var container in pod?["containers"]?.Items ?? [])
        {
            AddImage(words, container, "");
        }
        // Custom resources that run pods name an image and a number for each kind of them.
        if (inputs["spec"] is { Kind: PlanValueKind.Map } spec)
        {
            for (var i = 0; i < spec.Keys.Count; i++)
            {
                var size = spec.Items[i]["size"] is { Kind: PlanValueKind.Number } number ? $"{Number(number)} x " : "";
                AddImage(words, spec.Items[i], $"{spec.Keys[i]} {size}");
            }
        }
    }

    private static void AddImage(List<string> words, PlanValue container, string before)
    {
        if (container.TextOf("image") is { } image)
        {
            var requests = container.At("resources", "requests");
            words.Add(requests is null ? $"{before}{image}" : $"{before}{image} ({Shown(requests, "")})");
        }
    }

    private static void Add(List<string> words, PlanValue? value, string label, string before = "")
    {
        if (value is not null && Shown(value, label) is { Length: > 0 } shown)
        {
            words.Add($"{before}{shown}");
        }
    }
}
