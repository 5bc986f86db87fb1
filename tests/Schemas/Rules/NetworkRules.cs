using System.Net;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Network policies and ingresses.</summary>
internal static class NetworkRules
{
    /// <summary>A policy's peers and ports.</summary>
    public static void CheckPolicy(JObject thing, Findings findings)
    {
        MetadataRules.CheckSelector(thing.At("spec", "podSelector"), "spec.podSelector", findings);
        foreach (var (direction, peers) in (IEnumerable<(string, string)>)[("ingress", "from"), ("egress", "to")])
        {
            foreach (var (rule, i) in thing.Maps("spec", direction))
            {
                var path = $"spec.{direction}[{i}]";
                foreach (var (peer, p) in rule.Maps(peers))
                {
                    CheckPeer(peer, $"{path}.{peers}[{p}]", findings);
                }

                foreach (var (port, p) in rule.Maps("ports"))
                {
                    Ports.CheckNumberOrName(port.At("port"), $"{path}.ports[{p}].port", findings);
                    findings.Unless(
                        port.Whole("endPort") is not { } end || (Ports.IsPort(end) && port.Whole("port") is { } first && first <= end),
                        $"{path}.ports[{p}].endPort",
                        "ends before its port");
                }
            }
        }
    }

    /// <summary>An ingress has rules or a default backend; paths begin at the root, hosts are names.</summary>
    public static void CheckIngress(JObject thing, Findings findings)
    {
        var rules = thing.Maps("spec", "rules").ToArray();
        findings.Unless(rules.Length > 0 || thing.At("spec").Has("defaultBackend"), "spec", "neither rules nor a default backend");
        foreach (var (rule, i) in rules)
        {
            findings.Unless(
                rule.Text("host") is not { } host
                    || Syntax.IsSubdomain(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host),
                $"spec.rules[{i}].host",
                "is no DNS name");
            foreach (var (path, p) in rule.Maps("http", "paths"))
            {
                findings.Unless(
                    path.Text("pathType") == "ImplementationSpecific" || path.Text("path")?.StartsWith('/') == true,
                    $"spec.rules[{i}].http.paths[{p}].path",
                    "begins with a slash");
            }
        }
    }

    private static void CheckPeer(JObject peer, string path, Findings findings)
    {
        findings.Unless(peer.Count > 0, path, "names no peer");
        MetadataRules.CheckSelector(peer.At("podSelector"), $"{path}.podSelector", findings);
        MetadataRules.CheckSelector(peer.At("namespaceSelector"), $"{path}.namespaceSelector", findings);
        if (!peer.Has("ipBlock"))
        {
            return;
        }

        findings.Unless(peer.Count == 1, path, "an address range stands alone");
        var range = peer.Text("ipBlock", "cidr");
        var isRange = Parse(range) is not null;
        findings.Unless(range is null || isRange, $"{path}.ipBlock.cidr", $"'{range}' is no range of addresses");
        foreach (var except in peer.Texts("ipBlock", "except"))
        {
            var inner = Parse(except);
            findings.Unless(
                !isRange
                    || (inner is { } part && Parse(range) is { } whole
                        && whole.Contains(part.BaseAddress) && part.PrefixLength > whole.PrefixLength),
                $"{path}.ipBlock.except",
                $"{except} is not within {range}");
        }
    }

    private static IPNetwork? Parse(string? text) => IPNetwork.TryParse(text, out var range) ? range : null;
}
