using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Base backups of a <see cref="PostgresCluster"/> on a schedule (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class ScheduledBackup(string name, ScheduledBackupArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
