using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Volumes of Hetzner that grow, and whether the file system in them grows in the same run.</summary>
internal static class VolumeGrowthRule
{
    private const string Volume = "hcloud:index/volume:Volume";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step is not { Kind: StepKind.Update, Resource.Type: Volume }
                || step.Old.At("size") is not { Kind: PlanValueKind.Number } old
                || step.New.At("size") is not { Kind: PlanValueKind.Number } now
                || now.Number <= old.Number)
            {
                continue;
            }
            var grows = $"{ResourceWords.Of(step.Resource)} grows from {old.Number} to {now.Number} GB";
            yield return Enlarging(step, steps) is { } command
                ? new(
                    FindingLevel.Note,
                    FindingTopic.Data,
                    $"{grows}, and {command.Resource.Name} enlarges its file system in the same run; a volume never shrinks again",
                    step.Resource.Urn)
                : new(
                    FindingLevel.Caution, FindingTopic.Data, $"{grows}, but the file system in it keeps its size", step.Resource.Urn)
                {
                    Advice = "enlarge it on the node after the run: resize2fs",
                };
        }
    }

    /// <summary>Command of the run that enlarges the file system of a volume; null when there is none.</summary>
    private static ResourceStep? Enlarging(ResourceStep volume, StepIndex steps) => steps.Changed.FirstOrDefault(step =>
        step is { New: not null, Resource.Type: NodeCommands.Type }
        && step.New.TextAt("stdin")?.Contains("resize2fs", StringComparison.Ordinal) == true
        && PlannedNode.Waits(step.New, volume.Resource, steps.Diff.New));
}
