using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="RecurringJob"/>.</summary>
public sealed class RecurringJobArgs() : K8s.ApiExtensions.CustomResourceArgs("longhorn.io/v1beta2", "RecurringJob")
{
    /// <summary>What is done, when, to which volumes.</summary>
    [Input("spec", required: true)]
    public Input<RecurringJobSpecArgs> Spec { get; set; } = null!;
}
