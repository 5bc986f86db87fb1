using Infra.Databases;

namespace Infra.Preview.Diff.Findings;

/// <summary>Databases that get another owner, and apps that log in as another user.</summary>
internal static class AccessRule
{
    private const string Data = "stringData";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps) => [.. Owners(steps), .. Logins(steps)];

    private static IEnumerable<Finding> Owners(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step.Kind == StepKind.Update && DatabaseKinds.Of(step.Resource.Type) is { Owner: { Length: > 0 } path }
                && step.Old.TextAt(path) is { } old && step.New.TextAt(path) is { } now && old != now)
            {
                yield return new(
                    FindingLevel.Danger,
                    FindingTopic.Data,
                    $"{ResourceWords.Of(step.Resource)} goes from {old} to {now}: the tables in it stay with {old}, and {now} may not "
                        + "read them",
                    step.Resource.Urn)
                {
                    Advice = $"keep the owner, or be ready to run `REASSIGN OWNED BY {old} TO {now}` in the database right after the run",
                };
            }
        }
    }

    private static IEnumerable<Finding> Logins(StepIndex steps)
    {
        var changed = steps.Changed.Where(step => step.Resource.Type == "kubernetes:core/v1:Secret"
            && step.Kind is StepKind.Update or StepKind.Replace
            && step.Touches($"{Data}.{DatabaseEndpoint.UserKey}")
            && step.New.At($"{Data}.{DatabaseEndpoint.HostKey}") is not null
            && step.New.At($"{Data}.{DatabaseEndpoint.NameKey}") is not null);
        foreach (var secrets in changed.GroupBy(step => step.New.TextAt("metadata.name"), StringComparer.Ordinal))
        {
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Data,
                $"apps log in to their database as another user: Secret "
                    + $"{ResourceWords.List([.. secrets.Select(step => ResourceWords.Name(step.Resource))])}; the former user stays on the "
                    + "server with its rights",
                secrets.First().Resource.Urn)
            {
                Advice = "see that the apps restart with the new user, and remove the former one by hand",
            };
        }
    }
}
