using Infra.Preview.Graph;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>A chart at a version with values, as a plan installs it.</summary>
/// <param name="Resource">The resource's name, or what else installs it.</param>
/// <param name="Chart">The chart's name without its address.</param>
/// <param name="Version">Its version.</param>
/// <param name="Values">The values.</param>
internal sealed record ChartUse(string Resource, string Chart, string Version, JToken Values)
{
    /// <summary>Releases and charts that a plan installs.</summary>
    public static IEnumerable<ChartUse> Of(PlanGraph plan) =>
        from resource in plan.Resources
        where resource.Type is "kubernetes:helm.sh/v3:Release" or "kubernetes:helm.sh/v4:Chart" or "kubernetes:helm.sh/v3:Chart"
        let chart = resource.Inputs.TextOf("chart") ?? ""
        select new ChartUse(
            resource.Name,
            chart[(chart.LastIndexOf('/') + 1)..],
            resource.Inputs.TextOf("version") ?? "",
            Tokens.Of(resource.Inputs["values"] ?? PlanValue.EmptyMap));
}
