using System.Text;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules of ConfigMaps and Secrets.</summary>
internal static class DataRules
{
    private const int Limit = 1024 * 1024;

    /// <summary>Checks the keys and the size of a ConfigMap.</summary>
    public static void CheckConfigMap(JObject thing, Findings findings)
    {
        CheckKeys(thing, ["data", "binaryData"], findings);
        var binary = thing.Entries("binaryData").Select(entry => entry.Name);
        foreach (var twice in thing.Entries("data").Select(entry => entry.Name).Intersect(binary))
        {
            findings.Add("binaryData", $"'{twice}' is in data already");
        }
    }

    /// <summary>Checks the keys and the size of a Secret, and the keys that its type requires.</summary>
    public static void CheckSecret(JObject thing, Findings findings)
    {
        CheckKeys(thing, ["data", "stringData"], findings);
        if (thing.At("data").IsStandIn() || thing.At("stringData").IsStandIn())
        {
            return;
        }

        var keys = thing.Entries("data").Concat(thing.Entries("stringData")).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        string[] needed = thing.Text("type") switch
        {
            "kubernetes.io/tls" => ["tls.crt", "tls.key"],
            "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
            "kubernetes.io/dockercfg" => [".dockercfg"],
            "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
            _ => [],
        };
        findings.Unless(needed.All(keys.Contains), "data", $"the type {thing.Text("type")} needs {string.Join(" and ", needed)}");
        findings.Unless(
            thing.Text("type") != "kubernetes.io/basic-auth" || keys.Overlaps(["username", "password"]),
            "data",
            "the type kubernetes.io/basic-auth needs username or password");
    }

    private static void CheckKeys(JObject thing, string[] fields, Findings findings)
    {
        var size = 0;
        foreach (var field in fields)
        {
            foreach (var entry in thing.Entries(field))
            {
                findings.Unless(Syntax.IsDataKey(entry.Name), field, $"'{entry.Name}' is no key (letters, digits, - _ .)");
                size += Encoding.UTF8.GetByteCount(entry.Value.Text() ?? "");
            }
        }

        findings.Unless(size <= Limit, fields[0], $"{size} bytes, {Limit} at most");
    }
}
