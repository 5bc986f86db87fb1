namespace Infra.Preview.Diff.Findings;

/// <summary>Disks that are mounted at another folder, away from the data in the former one.</summary>
internal static class DiskFolderRule
{
    private const string Variable = "MOUNT_PATH";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step is { Kind: StepKind.Update or StepKind.Replace, Resource.Type: NodeCommands.Type }
                && NodeCommands.Exported(step.Old!, Variable) is { } old
                && NodeCommands.Exported(step.New!, Variable) is { } now
                && old != now)
            {
                yield return new(
                    FindingLevel.Danger,
                    FindingTopic.Data,
                    $"the disk of {NodeCommands.Exported(step.New!, "NODE_NAME")} is mounted at {now}, and Longhorn looks for its "
                        + $"replicas at {old}",
                    step.Resource.Urn)
                {
                    Advice = "keep the folder; a new one is for nodes that hold no replicas yet",
                };
            }
        }
    }
}
