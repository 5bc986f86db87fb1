using Infra.Tests.Schemas.Rules;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>
/// Says what the API server of one Kubernetes version would have against an object: its schema, strictly, and the server's rules that
/// need nothing but the object. Admission webhooks and CEL are the server's alone.
/// </summary>
internal sealed class ObjectValidator(KubernetesSchemas schemas, InstalledVersions installed)
{
    /// <summary>Finds the errors in an object; none when it would be accepted.</summary>
    public async Task<IReadOnlyCollection<string>> FindAsync(JToken thing)
    {
        var findings = new Findings();
        if (thing is not JObject map || map.Text("apiVersion") is not { } apiVersion || map.Text("kind") is not { } kind)
        {
            findings.Add("", "no object: apiVersion and kind are texts");
            return findings.All;
        }

        var fitting = await schemas.ForAsync(apiVersion, kind, installed);
        findings.Unless(fitting.Count > 0, "kind", $"there is no schema for {apiVersion} {kind}");
        foreach (var schema in fitting)
        {
            schema.Check(map, findings);
            MetadataRules.CheckPlace(map, schema.IsNamespaced, findings);
        }

        AllRules.Check(map, findings);
        return findings.All;
    }
}
