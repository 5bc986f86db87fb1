using System.Globalization;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Settings of Longhorn that decide where volumes are, how many copies they have and whether there is room for more.</summary>
internal static class LonghornRule
{
    private const string Settings = "values.defaultSettings";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps) => steps.Changed
        .Where(step => step is { Kind: StepKind.Update, Resource.Type: "kubernetes:helm.sh/v3:Release" }
            && step.New.TextAt("chart") == "longhorn")
        .SelectMany(step => new[] { Folder(step), Copies(step), Room(step) })
        .OfType<Finding>();

    private static Finding? Folder(ResourceStep step) =>
        step.Old.TextAt($"{Settings}.defaultDataPath") is { } old && step.New.TextAt($"{Settings}.defaultDataPath") is { } now && old != now
            ? new(
                FindingLevel.Danger,
                FindingTopic.Data,
                $"Longhorn keeps the disks that it has, with their replicas, at {old}, and uses {now} on new nodes alone",
                step.Resource.Urn)
            {
                Advice = "keep the folder; to move, add a disk on each node in Longhorn and evict the former one",
            }
            : null;

    private static Finding? Copies(ResourceStep step) =>
        Number(step.Old, "defaultReplicaCount") is { } old && Number(step.New, "defaultReplicaCount") is { } now && now < old
            ? new(
                now <= 1 ? FindingLevel.Caution : FindingLevel.Note,
                FindingTopic.Data,
                $"new volumes of Longhorn whose class names no number get {ResourceWords.Copies(now)} instead of "
                    + ResourceWords.Copies(old) + (now <= 1 ? ": the loss of a disk loses them" : ""),
                step.Resource.Urn)
            : null;

    private static Finding? Room(ResourceStep step) =>
        Number(step.Old, "storageMinimalAvailablePercentage") is { } old
        && Number(step.New, "storageMinimalAvailablePercentage") is { } now && now > old
            ? new(
                FindingLevel.Caution,
                FindingTopic.Data,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Longhorn keeps {now} % of each disk free instead of {old} %: on a disk with less it places and rebuilds no replicas"),
                step.Resource.Urn)
            {
                Advice = "compare with the free space of the disks in Longhorn before the run",
            }
            : null;

    private static double? Number(PlanResource? release, string setting) =>
        release.At($"{Settings}.{setting}") is { Kind: PlanValueKind.Number } value ? value.Number : null;
}
