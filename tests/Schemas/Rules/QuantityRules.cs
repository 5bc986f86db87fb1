using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules of resource amounts that depend on each other.</summary>
internal static class QuantityRules
{
    /// <summary>Checks that requests are positive and at most the limits.</summary>
    public static void CheckResources(JToken? resources, string path, Findings findings)
    {
        foreach (var entry in resources.Entries("requests").Concat(resources.Entries("limits")))
        {
            findings.Unless(Amount.Of(entry.Value) is not < 0, $"{path}.{entry.Name}", "is negative");
            findings.Unless(Syntax.IsQualifiedName(entry.Name), path, $"'{entry.Name}' is no resource");
        }

        CheckOrder(resources.At("requests"), resources.At("limits"), $"{path}.requests", "limit", findings);
    }

    /// <summary>Checks that the amounts of a quota are not negative and its resource names valid.</summary>
    public static void CheckQuota(JObject thing, Findings findings)
    {
        foreach (var entry in thing.Entries("spec", "hard"))
        {
            findings.Unless(Amount.Of(entry.Value) is not < 0, $"spec.hard.{entry.Name}", "is negative");
            findings.Unless(
                Syntax.IsQualifiedName(entry.Name) && (entry.Name.Contains('/', StringComparison.Ordinal) || IsQuotaName(entry.Name)),
                "spec.hard",
                $"'{entry.Name}' is nothing that a quota counts");
        }
    }

    /// <summary>Checks of each limit that minimum, default request, default and maximum ascend.</summary>
    public static void CheckLimits(JObject thing, Findings findings)
    {
        foreach (var (limit, i) in thing.Maps("spec", "limits"))
        {
            var path = $"spec.limits[{i}]";
            CheckOrder(limit.At("min"), limit.At("max"), $"{path}.min", "maximum", findings);
            CheckOrder(limit.At("defaultRequest"), limit.At("default"), $"{path}.defaultRequest", "default", findings);
            CheckOrder(limit.At("defaultRequest"), limit.At("max"), $"{path}.defaultRequest", "maximum", findings);
            CheckOrder(limit.At("default"), limit.At("max"), $"{path}.default", "maximum", findings);
            CheckOrder(limit.At("min"), limit.At("default"), $"{path}.min", "default", findings);
            CheckOrder(limit.At("min"), limit.At("defaultRequest"), $"{path}.min", "default request", findings);
            findings.Unless(
                limit.Text("type") == "Container" || !(limit.Has("default") || limit.Has("defaultRequest")),
                path,
                "defaults are of containers alone");
        }
    }

    private static void CheckOrder(JToken? lower, JToken? upper, string path, string what, Findings findings)
    {
        foreach (var entry in lower.Entries())
        {
            if (Amount.Of(entry.Value) is { } less && Amount.Of(upper.At(entry.Name)) is { } more)
            {
                findings.Unless(less <= more, $"{path}.{entry.Name}", $"{entry.Value} is more than the {what} {upper.At(entry.Name)}");
            }
        }
    }

    private static bool IsQuotaName(string name) =>
        name is "cpu" or "memory" or "ephemeral-storage" or "pods" or "services" or "secrets" or "configmaps"
            or "persistentvolumeclaims" or "replicationcontrollers" or "resourcequotas" or "services.loadbalancers" or "services.nodeports"
        || name.StartsWith("requests.", StringComparison.Ordinal)
        || name.StartsWith("limits.", StringComparison.Ordinal)
        || name.Contains(".storageclass.", StringComparison.Ordinal);
}
