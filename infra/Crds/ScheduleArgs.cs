using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="Schedule"/>.</summary>
public sealed class ScheduleArgs() : K8s.ApiExtensions.CustomResourceArgs("velero.io/v1", "Schedule")
{
    /// <summary>When, and what the backups are of.</summary>
    [Input("spec", required: true)]
    public Input<ScheduleSpecArgs> Spec { get; set; } = null!;
}
