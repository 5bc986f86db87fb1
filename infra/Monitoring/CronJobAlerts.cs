using Infra.Model;

namespace Infra.Monitoring;

/// <summary>The alerts on a described CronJob that must succeed again and again, such as a dump or a restore test.</summary>
public static class CronJobAlerts
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// Adds the rules on the age of the newest success: counted from the creation of the CronJob where there is none yet. A CronJob that
    /// is not there has a rule of its own.
    /// </summary>
    /// <param name="alerts">Takes the rules.</param>
    /// <param name="signal">The signal; its unit is hours or days.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="job">The CronJob.</param>
    /// <param name="subject">The subject, such as "The restore test of prod".</param>
    /// <param name="meaning">The consequence, and how long it can wait.</param>
    public static void Add(AlertList alerts, AlertSignal signal, TimeSpan unit, NamedCronJob job, string subject, string meaning)
    {
        var selector = $$"""{namespace="{{job.Namespace}}",cronjob="{{job.Name}}"}""";
        var seconds = AlertList.Number((decimal)unit.TotalSeconds);
        var word = unit == Day ? "days" : "hours";
        const string Name = "(CronJob {{ $labels.namespace }}/{{ $labels.cronjob }})";
        alerts.Add(
            signal,
            threshold => $"(time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time{selector} "
                + $"or kube_cronjob_created{selector})) / {seconds} "
                + $">= {AlertList.Number(AlertList.AgeLimit(threshold, job.Schedule, unit))}",
            $$$"""{{{subject}}} {{{Name}}} has not succeeded for {{ printf "%.0f" $value }} {{{word}}}.""",
            meaning);
        alerts.Add(
            signal,
            _ => $"absent(kube_cronjob_created{selector}) and on () up{{job=\"kube-state-metrics\"}} == 1",
            $"{subject} {Name} does not exist in the cluster.",
            $"Somebody deleted it, or a run of pulumi up did not finish. {meaning}");
    }
}
