using Infra.Model;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules for the kinds that create pods.</summary>
internal static class WorkloadRules
{
    private static readonly string[] ScheduleWords = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    /// <summary>Deployments, DaemonSets, StatefulSets and ReplicaSets.</summary>
    public static void Check(JObject thing, Findings findings)
    {
        var spec = thing.At("spec");
        MetadataRules.CheckSelector(spec.At("selector"), "spec.selector", findings);
        findings.Unless(
            spec.Entries("selector", "matchLabels").Any() || spec.Maps("selector", "matchExpressions").Any(),
            "spec.selector",
            "selects everything");
        var labels = spec.At("template", "metadata", "labels");
        foreach (var wanted in spec.Entries("selector", "matchLabels"))
        {
            findings.Unless(
                JToken.DeepEquals(labels.At(wanted.Name), wanted.Value),
                "spec.selector",
                $"{wanted.Name} differs from the label of the template");
        }

        MetadataRules.CheckLabels(spec.At("template", "metadata"), "spec.template.metadata", findings);
        findings.Unless(spec.Whole("replicas") is not < 0, "spec.replicas", "is negative");
        findings.Unless(
            spec.Text("template", "spec", "restartPolicy") is null or "Always", "spec.template.spec.restartPolicy", "is Always");
        string[] claims = [.. spec.Maps("volumeClaimTemplates").Select(claim => claim.Item.Text("metadata", "name")).OfType<string>()];
        PodRules.Check(spec.At("template", "spec"), "spec.template.spec", findings, claims);
        foreach (var (claim, i) in spec.Maps("volumeClaimTemplates"))
        {
            StorageRules.CheckClaim(claim.At("spec"), $"spec.volumeClaimTemplates[{i}].spec", findings);
        }

        switch (thing.Text("kind"))
        {
            case "Deployment":
                CheckRolling(spec, "strategy", "Recreate", findings);
                findings.Unless(
                    !(IsZero(spec.At("strategy", "rollingUpdate", "maxSurge"))
                        && IsZero(spec.At("strategy", "rollingUpdate", "maxUnavailable"))),
                    "spec.strategy.rollingUpdate",
                    "neither one pod more nor one less: it could never update");
                break;
            case "DaemonSet":
                CheckRolling(spec, "updateStrategy", "OnDelete", findings);
                CheckDaemonUpdate(spec.At("updateStrategy", "rollingUpdate"), findings);
                break;
            case "StatefulSet":
                CheckRolling(spec, "updateStrategy", "OnDelete", findings);
                break;
        }
    }

    /// <summary>A job's spec.</summary>
    public static void CheckJob(JToken? spec, string path, Findings findings)
    {
        findings.Unless(
            spec.Text("template", "spec", "restartPolicy") is "Never" or "OnFailure" || spec.At("template", "spec").IsStandIn(),
            $"{path}.template.spec.restartPolicy",
            "is Never or OnFailure");
        foreach (var field in (string[])["backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "parallelism", "completions"])
        {
            findings.Unless(spec.Whole(field) is not < 0, $"{path}.{field}", "is negative");
        }

        MetadataRules.CheckLabels(spec.At("template", "metadata"), $"{path}.template.metadata", findings);
        PodRules.Check(spec.At("template", "spec"), $"{path}.template.spec", findings);
    }

    /// <summary>A job that comes again.</summary>
    public static void CheckCronJob(JObject thing, Findings findings)
    {
        if (thing.Text("spec", "schedule") is { } schedule)
        {
            findings.Unless(
                CronSchedule.TryParse(schedule, out _, out var problem) || ScheduleWords.Contains(schedule), "spec.schedule", problem);
        }

        CheckJob(thing.At("spec", "jobTemplate", "spec"), "spec.jobTemplate.spec", findings);
    }

    /// <summary>An autoscaler's bounds.</summary>
    public static void CheckAutoscaler(JObject thing, Findings findings)
    {
        var least = thing.Whole("spec", "minReplicas") ?? 1;
        findings.Unless(least >= 1, "spec.minReplicas", "at least 1");
        findings.Unless(
            thing.Whole("spec", "maxReplicas") is not { } most || most >= least, "spec.maxReplicas", "is less than the minimum");
    }

    /// <summary>A disruption budget names one bound and selects pods.</summary>
    public static void CheckBudget(JObject thing, Findings findings)
    {
        findings.Unless(
            !(thing.At("spec").Has("minAvailable") && thing.At("spec").Has("maxUnavailable")),
            "spec",
            "minAvailable and maxUnavailable exclude each other");
        MetadataRules.CheckSelector(thing.At("spec", "selector"), "spec.selector", findings);
    }

    private static void CheckRolling(JToken? spec, string field, string other, Findings findings) =>
        findings.Unless(
            spec.Text(field, "type") != other || !spec.At(field).Has("rollingUpdate"),
            $"spec.{field}.rollingUpdate",
            $"does not go with the type {other}");

    private static void CheckDaemonUpdate(JToken? rolling, Findings findings)
    {
        if (rolling is null)
        {
            return;
        }

        // One pod may be unavailable unless the update strategy has another limit.
        var unavailable = rolling.At("maxUnavailable") is { } less ? !IsZero(less) : true;
        var surge = rolling.At("maxSurge") is { } more && !IsZero(more);
        findings.Unless(unavailable != surge, "spec.updateStrategy.rollingUpdate", "one of maxSurge and maxUnavailable is 0, and only one");
    }

    private static bool IsZero(JToken? amount) => amount.Whole() == 0 || amount.Text() is "0" or "0%";
}
