using Infra.Platform;

namespace Infra.Preview.Diff.Findings;

/// <summary>Helm charts whose pods restart, and Traefik, through which all requests go.</summary>
internal static class ChartRule
{
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string ClusterChart = "kubernetes:helm.cattle.io/v1:HelmChartConfig";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step.Resource.Type == ClusterChart && step.Kind != StepKind.Create)
            {
                yield return OfCluster(step);
            }
            else if (step.Resource.Type == Release && step.Kind is StepKind.Update or StepKind.Replace or StepKind.Delete
                && OfRelease(step) is { } found)
            {
                yield return found;
            }
        }
    }

    private static Finding OfCluster(ResourceStep step)
    {
        var chart = step.Resource.TextAt("metadata.name") ?? step.Resource.Name;
        var values = step.Resource.TextAt("spec.valuesContent") ?? "";
        var where = values.Contains("hostNetwork: true", StringComparison.Ordinal) ? ", on the ports of the node itself" : "";
        var text = chart == "traefik"
            ? $"Traefik gets other settings and restarts on one node after another{where}: "
                + "open connections are cut"
            : $"k3s installs the chart {chart} again with other settings, and its pods restart";
        return new(FindingLevel.Caution, FindingTopic.Downtime, text, step.Resource.Urn);
    }

    private static Finding? OfRelease(ResourceStep step)
    {
        var chart = step.Resource.TextAt("chart") ?? step.Resource.Name;
        if (step.EndsFormer())
        {
            return new(
                FindingLevel.Caution,
                FindingTopic.Downtime,
                $"chart {chart} {(step.Kind == StepKind.Delete ? "is uninstalled" : "is uninstalled and installed again")}, "
                    + "and what it does stops",
                step.Resource.Urn);
        }
        var (old, now) = (step.Old.TextAt("version"), step.New.TextAt("version"));
        if (chart == "longhorn" && LonghornUpgrade.Refusal(old, now ?? "") is var (wrong, right))
        {
            return new(FindingLevel.Danger, FindingTopic.Refused, wrong, step.Resource.Urn) { Advice = right };
        }
        if (Numbers(now) < Numbers(old))
        {
            return new(
                FindingLevel.Caution,
                FindingTopic.Downtime,
                $"chart {chart} goes back from {old} to {now}, and its pods restart; what the newer one stored may be unreadable to it",
                step.Resource.Urn)
            {
                Advice = "read in its documentation whether it can go back",
            };
        }
        if (old != now)
        {
            var isMajor = Major(old) != Major(now);
            return new(
                isMajor ? FindingLevel.Caution : FindingLevel.Note,
                FindingTopic.Downtime,
                $"chart {chart} goes from {old} to {now}, and its pods restart",
                step.Resource.Urn)
            {
                Advice = isMajor ? "read the notes of the release for changes by hand" : "",
            };
        }
        return step.Touches("values")
            ? new(
                FindingLevel.Note,
                FindingTopic.Downtime,
                $"chart {chart} gets other values; the pods that they concern restart",
                step.Resource.Urn)
            : null;
    }

    private static Version? Numbers(string? version) =>
        Version.TryParse(version?.TrimStart('v').Split('-', '+')[0], out var numbers) ? numbers : null;

    private static string? Major(string? version) => version?.TrimStart('v').Split('.')[0];
}
