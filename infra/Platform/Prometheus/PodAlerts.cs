using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on pods and other objects of any namespace, from kube-state-metrics and the kubelets.</summary>
internal static class PodAlerts
{
    /// <summary>Labels of a claim.</summary>
    internal const string Claim = "namespace, persistentvolumeclaim";

    private const string Container = "namespace, pod, container";
    private const string Restarts = $"round(max by ({Container}) (increase(kube_pod_container_status_restarts_total[1h])))";
    private const string Wait = "Look now if the app has no other pod; otherwise it can wait until morning.";

    /// <summary>Adds the rules.</summary>
    /// <param name="alerts">Takes the rules.</param>
    public static void Add(AlertList alerts)
    {
        AddClaims(alerts);
        AddContainers(alerts);
        AddWorkloads(alerts);
        AddJobs(alerts);
        AddLimits(alerts);
    }

    private static void AddClaims(AlertList alerts)
    {
        const string Space =
            $"label_replace((1 - min by ({Claim}) (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)) * 100, "
            + "\"of\", \"space\", \"\", \"\")";
        const string Files =
            $"label_replace((1 - min by ({Claim}) (kubelet_volume_stats_inodes_free / (kubelet_volume_stats_inodes > 0))) * 100, "
            + "\"of\", \"inodes\", \"\", \"\")";
        alerts.AddFrom(
            AlertSignal.ClaimUsage,
            $"({Space} or {Files})",
            "The {{ $labels.of }} of the claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is used to "
                + "{{ printf \"%.0f\" $value }} %.",
            "A full volume stops the app at its next write, and a database at once. Increase the volume today, at once from 95 % on.");
    }

    private static void AddContainers(AlertList alerts)
    {
        alerts.AddFrom(
            AlertSignal.ContainerRestarts,
            Restarts,
            "The container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} started again "
                + "{{ printf \"%.0f\" $value }} times within an hour.",
            $"It ends soon after each start, and Kubernetes waits longer before every further one. {Wait}");
        alerts.Add(
            AlertSignal.MemoryKills,
            static threshold => $"{Restarts} >= {AlertList.Number(threshold)} and on ({Container}) "
                + $"max by ({Container}) (kube_pod_container_status_last_terminated_reason{{reason=\"OOMKilled\"}}) == 1",
            "The container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} was ended because it needed more memory "
                + "than its limit.",
            "It started again; its requests and unsaved work of that moment are lost. It can wait until morning unless it repeats.");
        alerts.AddFrom(
            AlertSignal.MemoryKills,
            """round(max by (instance) (increase(node_vmstat_oom_kill{job="node-exporter",runtime="docker"}[1h])))""",
            "The kernel of {{ $labels.instance }} ended {{ printf \"%.0f\" $value }} processes within an hour because memory was used up.",
            "A container of that Docker host was ended, or lost a process. It can wait until morning unless it repeats.");
    }

    private static void AddWorkloads(AlertList alerts)
    {
        AddWorkload(
            alerts,
            "deployment",
            "max by (namespace, deployment) (kube_deployment_spec_replicas - kube_deployment_status_replicas_ready)",
            $"Visitors may still be served by the other pods. {Wait}");
        AddWorkload(
            alerts,
            "statefulset",
            "max by (namespace, statefulset) (kube_statefulset_replicas - kube_statefulset_status_replicas_ready)",
            $"A pod with a volume of its own is not there, and no other has its data. {Wait}");
        AddWorkload(
            alerts,
            "daemonset",
            "max by (namespace, daemonset) (kube_daemonset_status_desired_number_scheduled - kube_daemonset_status_number_ready)",
            "A node lacks what every node needs, such as Traefik, Longhorn or the log collector. Look now if it is one of the first two.");
    }

    private static void AddWorkload(AlertList alerts, string kind, string missing, string meaning) => alerts.AddFrom(
        AlertSignal.PodsNotReady,
        missing,
        $$$"""{{ printf "%.0f" $value }} pods of the {{{kind}}} {{ $labels.namespace }}/{{ $labels.{{{kind}}} }} are not ready.""",
        meaning);

    private static void AddJobs(AlertList alerts)
    {
        const string Started =
            "max by (namespace, job_name, cronjob) (label_replace(kube_job_created * on (namespace, job_name) group_left (owner_name) "
            + "kube_job_owner{owner_kind=\"CronJob\"}, \"cronjob\", \"$1\", \"owner_name\", \"(.+)\"))";
        const string Failed = "max by (namespace, job_name) (kube_job_failed{condition=\"true\"}) == 1";
        const string Success = "max by (namespace, cronjob) (kube_cronjob_status_last_successful_time or kube_cronjob_created)";
        alerts.AddFrom(
            AlertSignal.FailedJobs,
            $"count by (namespace, cronjob) (({Started} and on (namespace, job_name) {Failed}) "
                + $"> on (namespace, cronjob) group_left () {Success})",
            "{{ printf \"%.0f\" $value }} runs of the CronJob {{ $labels.namespace }}/{{ $labels.cronjob }} failed since its last success.",
            "The next run may succeed by itself. It can wait until morning; an alert on the age of a dump or backup says when it cannot.");
        alerts.AddFrom(
            AlertSignal.FailedJobs,
            $"({Failed} unless on (namespace, job_name) kube_job_owner{{owner_kind=\"CronJob\"}})",
            "The job {{ $labels.namespace }}/{{ $labels.job_name }} failed.",
            "Nothing repeats it: an app that waits for it, such as for its database's tables, does not start. Look now if a release or "
                + "pulumi up is running.");
    }

    private static void AddLimits(AlertList alerts)
    {
        alerts.AddFrom(
            AlertSignal.QuotaUsage,
            "max by (namespace, resource) (kube_resourcequota{type=\"used\"} "
                + "/ ignoring (type) (kube_resourcequota{type=\"hard\"} > 0)) * 100",
            "The quota of {{ $labels.resource }} in {{ $labels.namespace }} is used to {{ printf \"%.0f\" $value }} %.",
            "From 100 % on no pod starts there, also none of a release or after a failure. It can wait until morning.");
        // Of budgets that would allow a pod to stop if all were ready; those of single instances never allow it, on purpose.
        alerts.AddEach(
            AlertSignal.BlockedDrains,
            "max by (namespace, poddisruptionbudget) (kube_poddisruptionbudget_status_pod_disruptions_allowed) == 0 "
                + "and max by (namespace, poddisruptionbudget) (kube_poddisruptionbudget_status_expected_pods "
                + "> kube_poddisruptionbudget_status_desired_healthy)",
            "The disruption budget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} allows no pod to stop.",
            "Pods of it are not ready, so that no node with one of them can be drained: upgrades and restarts of nodes wait. "
                + "It can wait until morning.");
    }
}
