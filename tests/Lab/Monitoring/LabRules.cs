using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>
/// The planned rules, all of them, as Prometheus's operator writes them. They are unchanged but for the time for which an expression must
/// have a result: nobody waits ten minutes here.
/// </summary>
internal static class LabRules
{
    private const string Kind = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";

    /// <summary>The files of rules, one for each planned object, by name.</summary>
    public static IReadOnlyDictionary<string, string> Files(PlanGraph plan)
    {
        var files = plan.Resources.Where(resource => resource.Type == Kind)
            .ToDictionary(resource => $"{resource.Name}.json", resource => Text(resource.Inputs["spec"]!), StringComparer.Ordinal);
        Assert.NotEmpty(files);
        return files;
    }

    private static string Text(PlanValue spec)
    {
        var text = JsonSerializer.SerializeToNode(Plans.Plain(spec))!;
        foreach (var rule in text["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Cast<JsonObject>())
        {
            Assert.True(rule.ContainsKey("for"), $"{rule}");
            rule["for"] = "0s";
        }

        return text.ToJsonString();
    }
}
