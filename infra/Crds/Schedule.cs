using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A scheduled backup of Velero (<c>velero.io/v1</c>), in Velero's namespace.</summary>
public sealed class Schedule(string name, ScheduleArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
