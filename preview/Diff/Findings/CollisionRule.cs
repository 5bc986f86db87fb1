using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>
/// Resources that are created with a name or an address that another one has until the end of the run, because deletions come last.
/// </summary>
internal static class CollisionRule
{
    private const string Attachment = "hcloud:index/serverNetwork:ServerNetwork";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        if (steps.Diff.Old.Header.Stack != steps.Diff.New.Header.Stack)
        {
            yield break;
        }
        var holders = new Dictionary<string, ResourceStep>(StringComparer.Ordinal);
        foreach (var step in steps.Changed)
        {
            if (step is { Old: { } old } && IsFreedLast(step) && KeyOf(old) is { } key)
            {
                holders.TryAdd(key, step);
            }
        }
        if (holders.Count == 0)
        {
            yield break;
        }
        var pairs = steps.Changed
            .Where(step => step.New is not null && step.Kind is StepKind.Create or StepKind.Replace or StepKind.Update)
            .Select(step => (Taker: step, Holder: KeyOf(step.New!) is { } key ? holders.GetValueOrDefault(key) : null))
            .Where(pair => pair.Holder is not null && pair.Holder != pair.Taker);
        foreach (var group in pairs.GroupBy(pair => pair.Taker.Resource.Type, StringComparer.Ordinal))
        {
            var what = group.Key == Attachment ? "address" : "name";
            var each = group.Select(pair => $"{pair.Taker.Resource.Name} ({Value(pair.Taker.New!)}, of {pair.Holder!.Old!.Name})").ToList();
            yield return new(
                FindingLevel.Danger,
                FindingTopic.Refused,
                $"{ResourceWords.KindOf(group.Key)} {ResourceWords.List(each)}: the former one has the {what} until the end of the run, "
                    + "where deletions come, so that the creation fails",
                group.First().Taker.Resource.Urn)
            {
                Advice = $"remove the former one in a run of its own, then add the new one; or give the new one another {what}",
            };
        }
    }

    private static bool IsFreedLast(ResourceStep step) =>
        step.New is null || (step is { Kind: StepKind.Replace, DeletesFirst: false } && KeyOf(step.Old!) != KeyOf(step.New));

    /// <summary>Type and value that only one real resource may have; null when that is not known.</summary>
    private static string? KeyOf(PlanResource resource)
    {
        if (resource.IsComponent || Value(resource) is not { } value)
        {
            return null;
        }
        if (resource.Type == Attachment)
        {
            var network = resource.PropertyDependencies
                .Where(entry => entry.Key is "networkId" or "subnetId").SelectMany(entry => entry.Value);
            return $"{resource.Type} {resource.TextAt("networkId")} {resource.TextAt("subnetId")} {string.Join(' ', network)} {value}";
        }
        return $"{resource.Type} {value}";
    }

    private static string? Value(PlanResource resource)
    {
        if (resource.Type == Attachment)
        {
            return Known(resource.TextAt("ip"));
        }
        if (resource.Type.StartsWith("hcloud:", StringComparison.Ordinal))
        {
            return Known(resource.TextAt("name"));
        }
        if (!resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) || resource.Type.EndsWith("Patch", StringComparison.Ordinal))
        {
            return null;
        }
        var holder = resource.Inputs["metadata"] ?? resource.Inputs;
        return Known(holder.TextOf("name")) is { } name ? $"{holder.TextOf("namespace")}/{name}".TrimStart('/') : null;
    }

    private static string? Known(string? text) => text is null or PlanValue.UnknownText or PlanValue.SecretText ? null : text;
}
