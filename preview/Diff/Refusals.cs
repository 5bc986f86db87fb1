using Infra.Preview.Diff.Findings;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Reasons why a run ends with an error, and what to do instead.</summary>
internal static class Refusals
{
    /// <summary>Separates what is refused from what to do instead.</summary>
    public static (string Text, string Advice) Split(string refusal) =>
        refusal.LastIndexOf("; ", StringComparison.Ordinal) is var at and > 0 ? (refusal[..at], refusal[(at + 2)..]) : (refusal, "");

    /// <summary>Reason for a change that the API or the provider rejects; null for other changes.</summary>
    public static string? OfChange(PropertyChange change)
    {
        if (change.Effect != ChangeEffect.Refused)
        {
            return null;
        }
        var note = change.Rule is { Note.Length: > 0 } rule ? $" ({rule.Note})" : "";
        return $"{change.Path}: the API refuses this change{note}; keep the former value, or describe a new resource under another name";
    }

    /// <summary>Reasons for paths of `ignoreChanges` that the engine cannot reset to the former value.</summary>
    public static IReadOnlyList<string> OfIgnored(PlanResource old, PlanResource resource)
    {
        if (resource.IgnoreChanges.Count == 0)
        {
            return [];
        }
        var missing = resource.IgnoreChanges.Where(path => !ValuePath.Parse(path).CanReset(old.Inputs, resource.Inputs));
        return [.. missing.Select(path => $"ignoreChanges: a part of {path} is missing on one side; name the input above it")];
    }

    /// <summary>Reason for the replacement of a protected resource.</summary>
    public static string OfReplacement(PlanResource resource) =>
        $"{resource.Name} is protected and would be replaced; keep the former values, or "
        + $"{Safely(resource, "docs/runbooks/replace-a-server.md")}, and end its protection only then, in an earlier run";

    /// <summary>Reason for a protected resource that has to be deleted before another one.</summary>
    public static string OfDragged(PlanResource resource, string root)
    {
        var name = Urn.NameOf(root);
        return $"{resource.Name} is protected and would be deleted before {name} is replaced; keep {name} as it was, or end the "
            + "protection in an earlier run";
    }

    /// <summary>Reason for the deletion of a protected resource.</summary>
    public static string OfDeletion(PlanResource resource) =>
        $"{resource.Name} is protected and is no longer described; describe it again, or "
        + $"{Safely(resource, "docs/runbooks/add-and-remove-a-node.md")}, and end its protection only then, in an earlier run or with "
        + $"`pulumi state unprotect '{resource.Urn}'`";

    /// <summary>Words for what comes before the end of a protection.</summary>
    private static string Safely(PlanResource resource, string nodeRunbook) => resource.Type switch
    {
        "kubernetes:core/v1:PersistentVolumeClaim" => "make a backup and restore it once (docs/runbooks/volume-restore.md)",
        _ when resource.Type.StartsWith("hcloud:", StringComparison.Ordinal) || resource.Type == "tls:index/privateKey:PrivateKey" =>
            $"first do what {nodeRunbook} says",
        _ when DatabaseKinds.Of(resource.Type) is not null => "first do what docs/runbooks/remove-a-database.md says",
        _ => "first make sure that nothing needs it anymore",
    };
}
