using Infra.Model;
using Infra.Model.Yaml;
using Infra.Preview.Graph;

namespace Infra.Preview.Policy;

/// <summary>Values that a planned object gives to a chart.</summary>
/// <param name="Resource">The release, or the settings of a chart that k3s installs.</param>
/// <param name="Namespace">Namespace of the chart's pods.</param>
/// <param name="Values">The values.</param>
public sealed record ChartSettings(PlanResource Resource, string Namespace, PlanValue Values)
{
    /// <summary>Values of a resource; null for one that is no chart or gives no values.</summary>
    public static ChartSettings? Of(PlanResource resource)
    {
        if (resource.Type == "kubernetes:helm.sh/v3:Release")
        {
            return resource.Inputs["values"] is { } values ? new(resource, resource.Inputs.TextOf("namespace") ?? "default", values) : null;
        }

        return resource.Inputs.TextOf("kind") is "HelmChartConfig" or "HelmChart"
            && resource.Inputs.At("spec", "valuesContent") is { Kind: PlanValueKind.Text } content
            && YamlReader.Read(content.Text, resource.Name, new()) is { } root
            ? new(
                resource,
                resource.Inputs.At("spec", "targetNamespace")?.Text ?? resource.Inputs.At("metadata", "namespace")?.Text ?? "default",
                ValueOf(root))
            : null;
    }

    private static PlanValue ValueOf(YamlNode node) => node switch
    {
        YamlMap map => PlanValue.OfMap(
            [.. map.Entries.Select(entry => entry.Key)], [.. map.Entries.Select(entry => ValueOf(entry.Value))]),
        YamlSequence list => PlanValue.OfList([.. list.Items.Select(ValueOf)]),
        YamlScalar { Plain: true, Text: "true" or "false" } truth => PlanValue.OfTruth(truth.Text == "true"),
        YamlScalar { IsNull: false } scalar => PlanValue.OfText(scalar.Text),
        _ => PlanValue.None,
    };
}
