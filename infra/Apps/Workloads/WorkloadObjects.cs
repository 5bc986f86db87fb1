using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using AppsV1 = Pulumi.Kubernetes.Apps.V1;
using AutoscalingV2 = Pulumi.Kubernetes.Autoscaling.V2;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using PolicyV1 = Pulumi.Kubernetes.Policy.V1;

namespace Infra.Apps;

/// <summary>The objects of a workload: Deployment or StatefulSet, budget and autoscaler.</summary>
/// <param name="name">Logical name of the app.</param>
/// <param name="workload">The workload.</param>
/// <param name="metadata">Metadata of an object of the app, by its name.</param>
/// <param name="parent">The component.</param>
/// <param name="namespace">The namespace as a resource.</param>
/// <param name="context">The stack's context.</param>
internal sealed class WorkloadObjects(
    string name,
    Workload workload,
    Func<string, ObjectMetaArgs> metadata,
    Resource parent,
    CoreV1.Namespace @namespace,
    StackContext context)
{
    private readonly string _resource = workload.Slot is { } slot ? $"{name}-{SlotName.Of(slot)}" : name;

    /// <summary>Creates the Deployment. A run waits until all its pods are ready.</summary>
    /// <param name="annotations">Annotations of the pods.</param>
    /// <param name="after">The resources that the pods need.</param>
    public AppsV1.Deployment CreateDeployment(IReadOnlyDictionary<string, Output<string>> annotations, IReadOnlyList<Resource> after)
    {
        var spec = new DeploymentSpecArgs
        {
            Selector = Selector(workload.Tracked),
            Replicas = workload.Replicas ?? workload.Fewest,
            RevisionHistoryLimit = Rollout.History,
            ProgressDeadlineSeconds = (int)Rollout.Progress(workload).TotalSeconds,
            Strategy = Rollout.Strategy(context.System, workload.App),
            Template = Template(annotations, workload.Tracked),
        };
        return new($"{_resource}-deployment", new DeploymentArgs { Metadata = metadata(workload.Name), Spec = spec }, Awaited(after));
    }

    /// <summary>
    /// Creates the StatefulSet. All members start at once: one that never becomes ready would otherwise block its own repair
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
    /// </summary>
    /// <param name="headless">The service that names the members.</param>
    /// <param name="annotations">Annotations of the pods.</param>
    /// <param name="after">The resources that the pods need.</param>
    public AppsV1.StatefulSet CreateSet(
        CoreV1.Service headless, IReadOnlyDictionary<string, Output<string>> annotations, IReadOnlyList<Resource> after)
    {
        var spec = new StatefulSetSpecArgs
        {
            ServiceName = PhysicalName.Kubernetes(workload.Name, "pods"),
            Selector = Selector(workload.Selector),
            Replicas = workload.Replicas ?? workload.Fewest,
            RevisionHistoryLimit = Rollout.History,
            PodManagementPolicy = "Parallel",
            Template = Template(annotations, workload.Selector),
        };
        var options = Awaited([headless, .. after]);
        options.Protect = context.Protect;
        foreach (var mount in workload.App.Mounts)
        {
            if (AppVolumes.Own(context.System, workload.App, mount) is { } volume)
            {
                spec.VolumeClaimTemplates.Add(Claim(volume));
            }
        }

        // The volumes outlive the set, even when it is deleted or scaled by hand.
        spec.PersistentVolumeClaimRetentionPolicy = new StatefulSetPersistentVolumeClaimRetentionPolicyArgs
        {
            WhenDeleted = "Retain",
            WhenScaled = "Retain",
        };
        return new($"{_resource}-set", new StatefulSetArgs { Metadata = metadata(workload.Name), Spec = spec }, options);
    }

    /// <summary>
    /// Creates the disruption budget. A drain never waits for pods that are not ready or not live, and never for the last pod of an app
    /// that has one.
    /// </summary>
    /// <param name="after">The resources that must exist before it applies.</param>
    public void CreateBudget(params Resource[] after) => _ = new PolicyV1.PodDisruptionBudget(
        $"{_resource}-budget",
        new PodDisruptionBudgetArgs
        {
            Metadata = metadata(workload.Name),
            Spec = new PodDisruptionBudgetSpecArgs
            {
                MinAvailable = workload.IsLive ? workload.App.MinAvailable ?? Math.Max(0, workload.Fewest - 1) : 0,
                UnhealthyPodEvictionPolicy = "AlwaysAllow",
                // Pods under two budgets cannot be evicted: while slots are added or removed, each form has its own.
                Selector = Selector(workload.Served),
            },
        },
        StackContext.Inside(parent, @namespace, after));

    /// <summary>Creates the autoscaler of a workload whose pods one decides.</summary>
    /// <param name="target">The workload.</param>
    /// <returns>The workload, and the autoscaler if there is one.</returns>
    public Resource[] CreateAutoscaler(Resource target)
    {
        if (workload.Replicas is not null)
        {
            return [target];
        }

        var limits = workload.App.Autoscaling!;
        var spec = new HorizontalPodAutoscalerSpecArgs
        {
            MinReplicas = workload.Fewest,
            MaxReplicas = workload.Most,
            ScaleTargetRef = new CrossVersionObjectReferenceArgs
            {
                ApiVersion = "apps/v1",
                Kind = workload.App.Kind == WorkloadKind.StatefulSet ? "StatefulSet" : "Deployment",
                Name = workload.Name,
            },
        };
        AddMetric(spec, "cpu", limits.CpuPercent);
        AddMetric(spec, "memory", limits.MemoryPercent);
        return
        [
            target,
            new AutoscalingV2.HorizontalPodAutoscaler(
                $"{_resource}-autoscaler",
                new HorizontalPodAutoscalerArgs { Metadata = metadata(workload.Name), Spec = spec },
                StackContext.Inside(parent, @namespace, target)),
        ];
    }

    private static void AddMetric(HorizontalPodAutoscalerSpecArgs spec, string resource, int percent)
    {
        if (percent > 0)
        {
            spec.Metrics.Add(new MetricSpecArgs
            {
                Type = "Resource",
                Resource = new ResourceMetricSourceArgs
                {
                    Name = resource,
                    Target = new MetricTargetArgs { Type = "Utilization", AverageUtilization = percent },
                },
            });
        }
    }

    private static LabelSelectorArgs Selector(IReadOnlyDictionary<string, string> labels) =>
        new() { MatchLabels = labels.ToDictionary(StringComparer.Ordinal) };

    private PodTemplateSpecArgs Template(
        IReadOnlyDictionary<string, Output<string>> annotations, IReadOnlyDictionary<string, string> selector)
    {
        var labels = context.LabelsWith();
        foreach (var (key, value) in selector.Concat(workload.Served))
        {
            labels[key] = value;
        }

        var pods = new ObjectMetaArgs { Labels = labels };
        foreach (var (key, value) in annotations)
        {
            pods.Annotations.Add(key, value);
        }

        if (ImportedImages.SumOf(context.System, workload.Image) is { } sum)
        {
            pods.Annotations.Add(ImportedImages.Annotation, sum);
        }

        return new() { Metadata = pods, Spec = AppPod.Of(context.System, workload) };
    }

    private PersistentVolumeClaimArgs Claim(VolumeSpec volume) => new()
    {
        Metadata = new ObjectMetaArgs
        {
            Name = volume.Name,
            Labels = context.LabelsWith((Labels.Name, Labels.Value(workload.App.Name))),
        },
        Spec = VolumeClaim.Spec(volume),
    };

    private CustomResourceOptions Awaited(IReadOnlyList<Resource> after)
    {
        var options = StackContext.Inside(parent, @namespace, [.. after]);
        options.CustomTimeouts = Rollout.Wait(workload);
        if (workload.Replicas is null)
        {
            // A new workload starts with the fewest pods, and the number is the autoscaler's from then on. An update without the field
            // would give it up, and the API server sets a field that nobody owns to 1.
            options.IgnoreChanges.Add("spec.replicas");
        }

        return options;
    }
}
