using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Passwords and keys that are generated anew or deleted while something still needs the former ones.</summary>
internal static class LostKeysRule
{
    /// <summary>Generated values by type, with what the former one was for.</summary>
    private static readonly Dictionary<string, string> Generated = new(StringComparer.Ordinal)
    {
        ["random:index/randomPassword:RandomPassword"] = "what was set up or encrypted with the former password does not accept another",
        ["random:index/randomString:RandomString"] = "what was named or set up with the former text does not fit another",
        ["random:index/randomBytes:RandomBytes"] = "what was encrypted with the former key cannot be read with another",
        ["random:index/randomId:RandomId"] = "what was named after the former one is looked for under another name",
        ["tls:index/privateKey:PrivateKey"] = "what trusts or was encrypted for the former key does not accept another",
    };

    /// <summary>Entries of Secrets that decrypt data kept elsewhere.</summary>
    private static readonly string[] DecryptingEntries = ["rclone.conf", "repository-password", "age.key", "identity", "keys.txt"];

    /// <summary>Whether a value only tells one passage of a gate or data move from another.</summary>
    private static bool IsOfThePassage(ResourceStep step) => step.Resource.Urn.Contains("infra:migration:", StringComparison.Ordinal);

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step.EndsFormer() && !step.IsRetained && !IsOfThePassage(step) && Generated.TryGetValue(step.Resource.Type, out var loss))
            {
                yield return OfGenerated(step, loss, steps);
            }
            else if (step is { Resource.Type: "kubernetes:core/v1:Secret", Kind: StepKind.Update or StepKind.Replace or StepKind.Delete }
                && DecryptingEntries.FirstOrDefault(entry => Loses(step, entry)) is { } lost)
            {
                yield return new(
                    FindingLevel.Caution,
                    FindingTopic.Data,
                    $"{ResourceWords.Of(step.Resource)}: {lost} {(step.Kind == StepKind.Delete ? "goes" : "changes")}; copies encrypted "
                        + "with the former keys are unreadable without them",
                    step.Resource.Urn)
                {
                    Advice = "keep the former keys where the others are kept until the last of these copies has expired",
                };
            }
            else if (step.EndsFormer() && step.Old.TextAt("chart") == "sealed-secrets")
            {
                yield return new(
                    FindingLevel.Caution,
                    FindingTopic.Data,
                    $"{ResourceWords.Of(step.Old!)} {step.Verb()}: no sealed secret is opened without it and its keys",
                    step.Resource.Urn)
                {
                    Advice = "save its keys first (docs/runbooks/sealed-secrets.md)",
                };
            }
            else if (StopsEncryption(step))
            {
                yield return new(
                    FindingLevel.Danger,
                    FindingTopic.Data,
                    $"{step.Resource.Name}: k3s no longer encrypts Secrets in etcd, and cannot read those that are encrypted",
                    step.Resource.Urn)
                {
                    Advice = "decrypt with `k3s secrets-encrypt disable` and `reencrypt` on a server first",
                };
            }
        }
    }

    private static Finding OfGenerated(ResourceStep step, string loss, StepIndex steps)
    {
        var users = steps.FormerUsersOf(step.Old!).Where(user => !user.EndsFormer() && user.New is not null).ToList();
        var isNeeded = users.Count > 0 || step.Kind == StepKind.Replace;
        var names = ResourceWords.List([.. users.Select(user => user.Resource.Name)]);
        return new(
            isNeeded ? FindingLevel.Danger : FindingLevel.Caution,
            FindingTopic.Data,
            $"{ResourceWords.Of(step.Old!)} {(step.Kind == StepKind.Replace ? "is generated again" : "is deleted")}"
                + (isNeeded ? $": {loss}{(users.Count > 0 ? $" ({names})" : "")}" : "; nothing that stays had it"),
            step.Resource.Urn)
        {
            Advice = isNeeded ? "rotate it as docs/runbooks/rotate-secrets.md says, or keep it" : "",
        };
    }

    private static bool Loses(ResourceStep step, string entry)
    {
        if (HasEntry(step.Old, entry))
        {
            return step.Kind == StepKind.Delete
                || step.Effective().Any(change => change.Path.Contains(entry, StringComparison.Ordinal))
                || !HasEntry(step.New, entry);
        }
        return false;
    }

    private static bool HasEntry(PlanResource? secret, string entry) =>
        (secret.At("stringData") ?? PlanValue.EmptyMap)[entry] is not null || (secret.At("data") ?? PlanValue.EmptyMap)[entry] is not null;

    private static bool StopsEncryption(ResourceStep step) =>
        step is { Kind: StepKind.Update or StepKind.Replace, Resource.Type: NodeCommands.Type }
        && NodeCommands.Exported(step.Old!, "CONFIG_YAML") is { } old && IsEncrypted(old)
        && NodeCommands.Exported(step.New!, "CONFIG_YAML") is { } now && !IsEncrypted(now);

    private static bool IsEncrypted(string config) => config.Contains("secrets-encryption: true", StringComparison.Ordinal);
}
