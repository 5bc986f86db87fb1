using System.Globalization;
using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Backups that end, stop, go elsewhere or are kept for a shorter time.</summary>
internal static class BackupRule
{
    private const string Dumps = "kubernetes:batch/v1:CronJob";
    private const string Volumes = "kubernetes:longhorn.io/v1beta2:RecurringJob";
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string Velero = "kubernetes:velero.io/v1:Schedule";

    /// <summary>Types that make backups or say where to.</summary>
    private static readonly HashSet<string> Makers = new(StringComparer.Ordinal) { Volumes, Velero };

    /// <summary>Inputs that say how long or how many are kept.</summary>
    private static readonly string[] Kept = ["spec.template.ttl", "spec.retain"];

    /// <summary>Secret inputs that say where etcd snapshots go.</summary>
    private static readonly string[] EtcdPlace =
        ["stringData.etcd-s3-endpoint", "stringData.etcd-s3-bucket", "stringData.etcd-s3-folder"];

    /// <summary>Inputs that say where backups go.</summary>
    private static readonly string[] Destinations = ["spec.template.storageLocation"];

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            var words = ResourceWords.Of(step.Resource);
            if (step.EndsFormer())
            {
                if (step.Kind == StepKind.Delete && Makes(step.Old!))
                {
                    yield return Found(
                        step,
                        FindingLevel.Caution,
                        $"{words} is deleted: no more backups are made by it, and nobody removes or restores its former ones",
                        "see that another one makes them (docs/runbooks/restore-from-velero.md, docs/runbooks/restore-from-offsite.md)");
                }
                continue;
            }
            if (step.Kind != StepKind.Update)
            {
                continue;
            }
            foreach (var (what, old, now) in Shorter(step))
            {
                yield return Found(
                    step,
                    FindingLevel.Caution,
                    $"{words}: {what} falls from {old} to {now}, and older backups are removed",
                    "copy what has to be kept for longer before the run");
            }
            if (Stops(step))
            {
                yield return Found(step, FindingLevel.Caution, $"{words} is suspended: no more backups are made by it", "");
            }
            if (step.Updates(EtcdPlace))
            {
                yield return Found(
                    step,
                    FindingLevel.Caution,
                    $"{words}: etcd snapshots go to another place, and the former ones are not found there",
                    "keep the former place readable until its last snapshot has expired");
            }
            if (Moves(step) is { } place)
            {
                yield return Found(
                    step,
                    FindingLevel.Caution,
                    $"{words}: backups go to another place ({place}), and the former ones are not found there",
                    "keep the former place readable until its last backup has expired");
            }
        }
    }

    private static Finding Found(ResourceStep step, FindingLevel level, string text, string advice) =>
        new(level, FindingTopic.Data, text, step.Resource.Urn) { Advice = advice };

    private static bool Makes(PlanResource resource) => Makers.Contains(resource.Type)
        ? resource.Type != Volumes || resource.TextAt("spec.task")?.Contains("backup", StringComparison.Ordinal) == true
        : IsDump(resource) || DatabaseKinds.Of(resource.Type) is { IsBackup: true };

    private static bool IsDump(PlanResource resource) => resource.Type == Dumps && Variable(resource, "KEEP_SECONDS") is not null;

    private static IEnumerable<(string What, string Old, string Now)> Shorter(ResourceStep step)
    {
        if (step.Resource.Type == Dumps)
        {
            foreach (var variable in new[] { "KEEP_SECONDS", "KEEP_LEAST" })
            {
                if (Variable(step.Old!, variable) is { } old && Variable(step.New!, variable) is { } now && IsLess(now, old))
                {
                    yield return (variable, old, now);
                }
            }
            yield break;
        }
        if (step.Resource.Type == NodeCommands.Type)
        {
            const string Setting = "etcd-snapshot-retention";
            if (NodeCommands.Configured(step.Old!, Setting) is { } old && NodeCommands.Configured(step.New!, Setting) is { } now
                && IsLess(now, old))
            {
                yield return (Setting, old, now);
            }
            yield break;
        }
        foreach (var path in Makers.Contains(step.Resource.Type) ? Kept : DatabaseKinds.Of(step.Resource.Type)?.Retentions ?? [])
        {
            if (Shown(step.Old.At(path)) is { } old && Shown(step.New.At(path)) is { } now && IsLess(now, old))
            {
                yield return (path, old, now);
            }
        }
    }

    private static bool Stops(ResourceStep step) => Makes(step.New!)
        && (step.New.At("spec.suspend") ?? step.New.At("spec.paused")) is { IsTrue: true }
        && (step.Old.At("spec.suspend") ?? step.Old.At("spec.paused")) is not { IsTrue: true };

    private static string? Moves(ResourceStep step)
    {
        if (IsDump(step.New!))
        {
            return Moved(Variable(step.Old!, "DESTINATION"), Variable(step.New!, "DESTINATION"));
        }
        if (step.Resource.Type == Release)
        {
            var former = Places(step.Old!);
            return Places(step.New!).Select(place => Moved(former.GetValueOrDefault(place.Key), place.Value))
                .FirstOrDefault(moved => moved is not null);
        }
        var paths = Makers.Contains(step.Resource.Type) ? Destinations : DatabaseKinds.Of(step.Resource.Type)?.Destinations ?? [];
        return paths.Select(path => Moved(step.Old.TextAt(path), step.New.TextAt(path))).FirstOrDefault(moved => moved is not null);
    }

    /// <summary>Places of the backups of a chart, by the name of the location: those of Velero, that of Longhorn.</summary>
    private static Dictionary<string, string> Places(PlanResource resource)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        if (resource.TextAt("values.defaultBackupStore.backupTarget") is { } target)
        {
            places[""] = target;
        }
        foreach (var location in resource.At("values.configuration.backupStorageLocation")?.Items ?? [])
        {
            places[location.TextOf("name") ?? ""] = $"{location.TextOf("bucket")}/{location.TextOf("prefix")}";
        }
        return places;
    }

    private static string? Moved(string? old, string? now) =>
        old is not null && now is not null && old != now ? $"{old} -> {now}" : null;

    private static string? Variable(PlanResource job, string name)
    {
        var pod = job.At("spec.jobTemplate.spec.template.spec");
        foreach (var container in (pod?["containers"]?.Items ?? []).Concat(pod?["initContainers"]?.Items ?? []))
        {
            foreach (var variable in container["env"]?.Items ?? [])
            {
                if (variable.TextOf("name") == name)
                {
                    return variable.TextOf("value");
                }
            }
        }
        return null;
    }

    private static string? Shown(PlanValue? value) => value switch
    {
        { Kind: PlanValueKind.Number } => value.Number.ToString(CultureInfo.InvariantCulture),
        { Kind: PlanValueKind.Text } => value.Text,
        _ => null,
    };

    private static bool IsLess(string text, string than)
    {
        if (decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(than, CultureInfo.InvariantCulture, out var former))
        {
            return number < former;
        }
        return Duration.TryParse(text, out var length, out _) && Duration.TryParse(than, out var formerLength, out _)
            && length.Value < formerLength.Value;
    }
}
