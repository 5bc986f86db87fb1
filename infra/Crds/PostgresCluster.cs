using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A PostgreSQL primary with its replicas, run by CloudNativePG (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class PostgresCluster(string name, PostgresClusterArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="PostgresCluster"/>.</summary>
public sealed class PostgresClusterArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "Cluster")
{
    /// <summary>The desired state.</summary>
    [Input("spec", required: true)]
    public Input<PostgresClusterSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="PostgresCluster"/>.</summary>
public sealed class PostgresClusterSpecArgs : ResourceArgs
{
    /// <summary>The number of instances, primary and replicas together.</summary>
    [Input("instances")]
    public Input<int>? Instances { get; set; }

    /// <summary>The image; its tag begins with the major version.</summary>
    [Input("imageName")]
    public Input<string>? ImageName { get; set; }

    [Input("imagePullSecrets")]
    private InputList<LocalObjectReferenceArgs>? _imagePullSecrets;

    /// <summary>Secrets of private registries; the instances have a service account of their own.</summary>
    public InputList<LocalObjectReferenceArgs> ImagePullSecrets
    {
        get => _imagePullSecrets ??= [];
        set => _imagePullSecrets = value;
    }

    /// <summary>The volume of the data; it only grows.</summary>
    [Input("storage")]
    public Input<PostgresStorageArgs>? Storage { get; set; }

    /// <summary>A separate volume for the log; it cannot be removed.</summary>
    [Input("walStorage")]
    public Input<PostgresStorageArgs>? WalStorage { get; set; }

    /// <summary>The scheduling of instances.</summary>
    [Input("affinity")]
    public Input<PostgresAffinityArgs>? Affinity { get; set; }

    /// <summary>Requests and limits of an instance.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>Whether the superuser may log in with a password.</summary>
    [Input("enableSuperuserAccess")]
    public Input<bool>? EnableSuperuserAccess { get; set; }

    /// <summary>Whether disruption budgets protect the primary and all but one replica.</summary>
    [Input("enablePDB")]
    public Input<bool>? EnablePdb { get; set; }

    /// <summary><c>unsupervised</c> or <c>supervised</c>.</summary>
    [Input("primaryUpdateStrategy")]
    public Input<string>? PrimaryUpdateStrategy { get; set; }

    /// <summary><c>switchover</c> or <c>restart</c>.</summary>
    [Input("primaryUpdateMethod")]
    public Input<string>? PrimaryUpdateMethod { get; set; }

    /// <summary>Seconds between detecting an unhealthy primary and the failover.</summary>
    [Input("failoverDelay")]
    public Input<int>? FailoverDelay { get; set; }

    /// <summary>Seconds of an orderly shutdown of the old primary, before an immediate one.</summary>
    [Input("switchoverDelay")]
    public Input<int>? SwitchoverDelay { get; set; }

    /// <summary>Seconds for which a stopping instance waits for its clients to disconnect.</summary>
    [Input("smartShutdownTimeout")]
    public Input<int>? SmartShutdownTimeout { get; set; }

    /// <summary>Seconds for the stop of an instance, the wait for its clients included.</summary>
    [Input("stopDelay")]
    public Input<int>? StopDelay { get; set; }

    /// <summary>The probes of an instance.</summary>
    [Input("probes")]
    public Input<PostgresProbesArgs>? Probes { get; set; }

    /// <summary>The lease of the primary; no replica is promoted while another instance holds it.</summary>
    [Input("primaryLease")]
    public Input<PostgresLeaseArgs>? PrimaryLease { get; set; }

    /// <summary>The server's settings.</summary>
    [Input("postgresql")]
    public Input<PostgresServerArgs>? PostgreSql { get; set; }

    /// <summary>Further objects that the operator manages.</summary>
    [Input("managed")]
    public Input<PostgresManagedArgs>? Managed { get; set; }

    [Input("plugins")]
    private InputList<PostgresPluginArgs>? _plugins;

    /// <summary>Plugins, among them the archiver of the log.</summary>
    public InputList<PostgresPluginArgs> Plugins
    {
        get => _plugins ??= [];
        set => _plugins = value;
    }

    /// <summary>The source of a new cluster; read once.</summary>
    [Input("bootstrap")]
    public Input<PostgresBootstrapArgs>? Bootstrap { get; set; }

    [Input("externalClusters")]
    private InputList<PostgresExternalArgs>? _externalClusters;

    /// <summary>Other clusters, or their archives, as sources.</summary>
    public InputList<PostgresExternalArgs> ExternalClusters
    {
        get => _externalClusters ??= [];
        set => _externalClusters = value;
    }
}

/// <summary>A volume of each instance.</summary>
public sealed class PostgresStorageArgs : ResourceArgs
{
    /// <summary>The size.</summary>
    [Input("size")]
    public Input<string>? Size { get; set; }

    /// <summary>The storage class.</summary>
    [Input("storageClass")]
    public Input<string>? StorageClass { get; set; }
}

/// <summary>The scheduling of instances.</summary>
public sealed class PostgresAffinityArgs : ResourceArgs
{
    /// <summary>Whether instances run on different nodes.</summary>
    [Input("enablePodAntiAffinity")]
    public Input<bool>? EnablePodAntiAffinity { get; set; }

    /// <summary>The node label that must differ between instances.</summary>
    [Input("topologyKey")]
    public Input<string>? TopologyKey { get; set; }

    /// <summary><c>required</c> or <c>preferred</c>.</summary>
    [Input("podAntiAffinityType")]
    public Input<string>? PodAntiAffinityType { get; set; }

    [Input("nodeSelector")]
    private InputMap<string>? _nodeSelector;

    /// <summary>Labels of the nodes.</summary>
    public InputMap<string> NodeSelector
    {
        get => _nodeSelector ??= [];
        set => _nodeSelector = value;
    }
}

/// <summary>The probes of an instance.</summary>
public sealed class PostgresProbesArgs : ResourceArgs
{
    /// <summary>The liveness probe, whose failure restarts the instance.</summary>
    [Input("liveness")]
    public Input<PostgresLivenessArgs>? Liveness { get; set; }

    /// <summary>The readiness probe, whose failure removes the instance from its services and fails a primary over.</summary>
    [Input("readiness")]
    public Input<PostgresProbeArgs>? Readiness { get; set; }
}

/// <summary>The primary's lease.</summary>
public sealed class PostgresLeaseArgs : ResourceArgs
{
    /// <summary>Seconds after which a lease that was not renewed is free.</summary>
    [Input("leaseDurationSeconds")]
    public Input<int>? LeaseDurationSeconds { get; set; }

    /// <summary>Seconds after which a primary that cannot renew the lease stops; less than the duration.</summary>
    [Input("renewDeadlineSeconds")]
    public Input<int>? RenewDeadlineSeconds { get; set; }

    /// <summary>Seconds between two attempts to acquire it.</summary>
    [Input("retryPeriodSeconds")]
    public Input<int>? RetryPeriodSeconds { get; set; }
}

/// <summary>The server's settings.</summary>
public sealed class PostgresServerArgs : ResourceArgs
{
    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>Parameters, as text.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }

    /// <summary>The replicas that a commit waits for.</summary>
    [Input("synchronous")]
    public Input<PostgresSynchronousArgs>? Synchronous { get; set; }
}

/// <summary>Further objects that the operator manages.</summary>
public sealed class PostgresManagedArgs : ResourceArgs
{
    /// <summary>The services.</summary>
    [Input("services")]
    public Input<PostgresServicesArgs>? Services { get; set; }
}

/// <summary>A plugin of a cluster.</summary>
public sealed class PostgresPluginArgs : ResourceArgs
{
    /// <summary>The plugin's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Whether the plugin archives the log.</summary>
    [Input("isWALArchiver")]
    public Input<bool>? IsWalArchiver { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>The plugin's parameters.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }
}

/// <summary>The source of a new cluster; read once.</summary>
public sealed class PostgresBootstrapArgs : ResourceArgs
{
    /// <summary>A new, empty cluster.</summary>
    [Input("initdb")]
    public Input<PostgresInitArgs>? Initdb { get; set; }

    /// <summary>A recovery from an archive.</summary>
    [Input("recovery")]
    public Input<PostgresRecoveryArgs>? Recovery { get; set; }
}

/// <summary>Another cluster, or its archive.</summary>
public sealed class PostgresExternalArgs : ResourceArgs
{
    /// <summary>The name by which others refer to it.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The plugin that reads its archive.</summary>
    [Input("plugin")]
    public Input<PostgresPluginArgs>? Plugin { get; set; }
}

/// <summary>The liveness probe of an instance.</summary>
public sealed class PostgresLivenessArgs : ResourceArgs
{
    /// <summary>Seconds between two checks.</summary>
    [Input("periodSeconds")]
    public Input<int>? PeriodSeconds { get; set; }

    /// <summary>Seconds that a check may take.</summary>
    [Input("timeoutSeconds")]
    public Input<int>? TimeoutSeconds { get; set; }

    /// <summary>Consecutive failures until the probe fails.</summary>
    [Input("failureThreshold")]
    public Input<int>? FailureThreshold { get; set; }

    /// <summary>Whether a primary that reaches neither the API nor a replica is stopped.</summary>
    [Input("isolationCheck")]
    public Input<PostgresIsolationCheckArgs>? IsolationCheck { get; set; }
}

/// <summary>A probe of an instance.</summary>
public sealed class PostgresProbeArgs : ResourceArgs
{
    /// <summary>Seconds between two checks.</summary>
    [Input("periodSeconds")]
    public Input<int>? PeriodSeconds { get; set; }

    /// <summary>Seconds that a check may take.</summary>
    [Input("timeoutSeconds")]
    public Input<int>? TimeoutSeconds { get; set; }

    /// <summary>Consecutive failures until the probe fails.</summary>
    [Input("failureThreshold")]
    public Input<int>? FailureThreshold { get; set; }
}

/// <summary>The replicas that a commit waits for.</summary>
public sealed class PostgresSynchronousArgs : ResourceArgs
{
    /// <summary>The choice of the replicas: <c>any</c> of them, or the <c>first</c> in order.</summary>
    [Input("method", required: true)]
    public Input<string> Method { get; set; } = null!;

    /// <summary>The number of replicas.</summary>
    [Input("number", required: true)]
    public Input<int> Number { get; set; } = null!;

    /// <summary>Durability without enough replicas: <c>required</c> stops writes, <c>preferred</c> continues.</summary>
    [Input("dataDurability")]
    public Input<string>? DataDurability { get; set; }

    /// <summary>Whether a failover requires a replica with every confirmed commit.</summary>
    [Input("failoverQuorum")]
    public Input<bool>? FailoverQuorum { get; set; }
}

/// <summary>The services of a cluster.</summary>
public sealed class PostgresServicesArgs : ResourceArgs
{
    [Input("disabledDefaultServices")]
    private InputList<string>? _disabledDefaultServices;

    /// <summary>Services that are not created: <c>ro</c>, <c>r</c>.</summary>
    public InputList<string> DisabledDefaultServices
    {
        get => _disabledDefaultServices ??= [];
        set => _disabledDefaultServices = value;
    }
}

/// <summary>A new, empty cluster.</summary>
public sealed class PostgresInitArgs : ResourceArgs
{
    /// <summary>The encoding of the databases.</summary>
    [Input("encoding")]
    public Input<string>? Encoding { get; set; }

    /// <summary>The locale of character classes.</summary>
    [Input("localeCType")]
    public Input<string>? LocaleCType { get; set; }

    /// <summary>The locale of the sort order.</summary>
    [Input("localeCollate")]
    public Input<string>? LocaleCollate { get; set; }

    /// <summary>Whether every page has a checksum.</summary>
    [Input("dataChecksums")]
    public Input<bool>? DataChecksums { get; set; }
}

/// <summary>A cluster recovered from an archive.</summary>
public sealed class PostgresRecoveryArgs : ResourceArgs
{
    /// <summary>The external cluster whose archive is read.</summary>
    [Input("source", required: true)]
    public Input<string> Source { get; set; } = null!;

    /// <summary>The recovery target. Defaults to the end of the archive.</summary>
    [Input("recoveryTarget")]
    public Input<PostgresRecoveryTargetArgs>? RecoveryTarget { get; set; }
}

/// <summary>The check for an isolated primary.</summary>
public sealed class PostgresIsolationCheckArgs : ResourceArgs
{
    /// <summary>Whether the check is enabled.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }
}

/// <summary>The target of a recovery.</summary>
public sealed class PostgresRecoveryTargetArgs : ResourceArgs
{
    /// <summary>A timestamp with its zone.</summary>
    [Input("targetTime")]
    public Input<string>? TargetTime { get; set; }

    /// <summary>The base backup to start from.</summary>
    [Input("backupID")]
    public Input<string>? BackupId { get; set; }

    /// <summary>Whether the recovery ends as soon as the base backup is consistent.</summary>
    [Input("targetImmediate")]
    public Input<bool>? TargetImmediate { get; set; }
}
