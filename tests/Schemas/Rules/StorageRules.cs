using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules of volume claims.</summary>
internal static class StorageRules
{
    /// <summary>Checks that a claim has access modes and a size.</summary>
    public static void CheckClaim(JToken? spec, string path, Findings findings)
    {
        findings.Unless(spec.At("accessModes") is JArray { Count: > 0 } or JValue, $"{path}.accessModes", "required, but missing");
        var size = spec.At("resources", "requests", "storage");
        findings.Unless(size is not null, $"{path}.resources.requests.storage", "required, but missing");
        findings.Unless(Amount.Of(size) is not <= 0, $"{path}.resources.requests.storage", "is not more than nothing");
    }
}
