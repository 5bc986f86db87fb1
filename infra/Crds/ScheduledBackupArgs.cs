using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="ScheduledBackup"/>.</summary>
public sealed class ScheduledBackupArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "ScheduledBackup")
{
    /// <summary>What is asked for.</summary>
    [Input("spec", required: true)]
    public Input<ScheduledBackupSpecArgs> Spec { get; set; } = null!;
}
