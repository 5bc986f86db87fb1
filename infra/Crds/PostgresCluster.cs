using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A PostgreSQL primary with its replicas, run by CloudNativePG (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class PostgresCluster(string name, PostgresClusterArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="PostgresCluster"/>.</summary>
public sealed class PostgresClusterArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "Cluster")
{
    /// <summary>What is asked for.</summary>
    [Input("spec", required: true)]
    public Input<PostgresClusterSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="PostgresCluster"/>.</summary>
public sealed class PostgresClusterSpecArgs : ResourceArgs
{
    /// <summary>Primary and replicas together.</summary>
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

    /// <summary>A volume of its own for the log; it cannot be taken away again.</summary>
    [Input("walStorage")]
    public Input<PostgresStorageArgs>? WalStorage { get; set; }

    /// <summary>Where instances run.</summary>
    [Input("affinity")]
    public Input<PostgresAffinityArgs>? Affinity { get; set; }

    /// <summary>What an instance asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>Whether the superuser may log in with a password.</summary>
    [Input("enableSuperuserAccess")]
    public Input<bool>? EnableSuperuserAccess { get; set; }

    /// <summary>Budgets that keep the primary and all but one replica.</summary>
    [Input("enablePDB")]
    public Input<bool>? EnablePdb { get; set; }

    /// <summary><c>unsupervised</c> or <c>supervised</c>.</summary>
    [Input("primaryUpdateStrategy")]
    public Input<string>? PrimaryUpdateStrategy { get; set; }

    /// <summary><c>switchover</c> or <c>restart</c>.</summary>
    [Input("primaryUpdateMethod")]
    public Input<string>? PrimaryUpdateMethod { get; set; }

    /// <summary>Seconds between finding the primary unhealthy and failing over.</summary>
    [Input("failoverDelay")]
    public Input<int>? FailoverDelay { get; set; }

    /// <summary>Seconds an old primary has to shut down in order, before it is stopped at once.</summary>
    [Input("switchoverDelay")]
    public Input<int>? SwitchoverDelay { get; set; }

    /// <summary>Seconds in which a stopping instance waits for its clients to leave.</summary>
    [Input("smartShutdownTimeout")]
    public Input<int>? SmartShutdownTimeout { get; set; }

    /// <summary>Seconds an instance has to stop, the wait for its clients included.</summary>
    [Input("stopDelay")]
    public Input<int>? StopDelay { get; set; }

    /// <summary>How the kubelet looks at an instance.</summary>
    [Input("probes")]
    public Input<PostgresProbesArgs>? Probes { get; set; }

    /// <summary>The lease that a primary holds; none is promoted while another has it.</summary>
    [Input("primaryLease")]
    public Input<PostgresLeaseArgs>? PrimaryLease { get; set; }

    /// <summary>The server's settings.</summary>
    [Input("postgresql")]
    public Input<PostgresServerArgs>? PostgreSql { get; set; }

    /// <summary>What else the operator looks after.</summary>
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

    /// <summary>From what it is made; read once.</summary>
    [Input("bootstrap")]
    public Input<PostgresBootstrapArgs>? Bootstrap { get; set; }

    [Input("externalClusters")]
    private InputList<PostgresExternalArgs>? _externalClusters;

    /// <summary>Other clusters, or their archives, to be made from.</summary>
    public InputList<PostgresExternalArgs> ExternalClusters
    {
        get => _externalClusters ??= [];
        set => _externalClusters = value;
    }
}

/// <summary>A volume of each instance.</summary>
public sealed class PostgresStorageArgs : ResourceArgs
{
    /// <summary>Its size.</summary>
    [Input("size")]
    public Input<string>? Size { get; set; }

    /// <summary>Its storage class.</summary>
    [Input("storageClass")]
    public Input<string>? StorageClass { get; set; }
}

/// <summary>Where instances run.</summary>
public sealed class PostgresAffinityArgs : ResourceArgs
{
    /// <summary>Keeps instances apart.</summary>
    [Input("enablePodAntiAffinity")]
    public Input<bool>? EnablePodAntiAffinity { get; set; }

    /// <summary>Apart by this label of nodes.</summary>
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
    /// <summary>When it is restarted.</summary>
    [Input("liveness")]
    public Input<PostgresLivenessArgs>? Liveness { get; set; }

    /// <summary>When it gets no connections, and a primary is failed over.</summary>
    [Input("readiness")]
    public Input<PostgresProbeArgs>? Readiness { get; set; }
}

/// <summary>The primary's lease.</summary>
public sealed class PostgresLeaseArgs : ResourceArgs
{
    /// <summary>Seconds after which a lease that was not renewed is free.</summary>
    [Input("leaseDurationSeconds")]
    public Input<int>? LeaseDurationSeconds { get; set; }

    /// <summary>Seconds in which a primary that cannot renew it stops; fewer than the duration.</summary>
    [Input("renewDeadlineSeconds")]
    public Input<int>? RenewDeadlineSeconds { get; set; }

    /// <summary>Seconds between two tries to get it.</summary>
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

    /// <summary>Which replicas a commit waits for.</summary>
    [Input("synchronous")]
    public Input<PostgresSynchronousArgs>? Synchronous { get; set; }
}

/// <summary>What else the operator looks after.</summary>
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

    /// <summary>It archives the log.</summary>
    [Input("isWALArchiver")]
    public Input<bool>? IsWalArchiver { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>What the plugin reads.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }
}

/// <summary>From what a cluster is made; read once.</summary>
public sealed class PostgresBootstrapArgs : ResourceArgs
{
    /// <summary>Empty.</summary>
    [Input("initdb")]
    public Input<PostgresInitArgs>? Initdb { get; set; }

    /// <summary>From an archive.</summary>
    [Input("recovery")]
    public Input<PostgresRecoveryArgs>? Recovery { get; set; }
}

/// <summary>Another cluster, or its archive.</summary>
public sealed class PostgresExternalArgs : ResourceArgs
{
    /// <summary>The name it is referred to by.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The plugin that reads its archive.</summary>
    [Input("plugin")]
    public Input<PostgresPluginArgs>? Plugin { get; set; }
}

/// <summary>The liveness probe of an instance.</summary>
public sealed class PostgresLivenessArgs : ResourceArgs
{
    /// <summary>Seconds between two looks.</summary>
    [Input("periodSeconds")]
    public Input<int>? PeriodSeconds { get; set; }

    /// <summary>Seconds a look may take.</summary>
    [Input("timeoutSeconds")]
    public Input<int>? TimeoutSeconds { get; set; }

    /// <summary>Failures in a row that count.</summary>
    [Input("failureThreshold")]
    public Input<int>? FailureThreshold { get; set; }

    /// <summary>Whether a primary that reaches neither the API nor a replica is stopped.</summary>
    [Input("isolationCheck")]
    public Input<PostgresIsolationCheckArgs>? IsolationCheck { get; set; }
}

/// <summary>A probe of an instance.</summary>
public sealed class PostgresProbeArgs : ResourceArgs
{
    /// <summary>Seconds between two looks.</summary>
    [Input("periodSeconds")]
    public Input<int>? PeriodSeconds { get; set; }

    /// <summary>Seconds a look may take.</summary>
    [Input("timeoutSeconds")]
    public Input<int>? TimeoutSeconds { get; set; }

    /// <summary>Failures in a row that count.</summary>
    [Input("failureThreshold")]
    public Input<int>? FailureThreshold { get; set; }
}

/// <summary>Which replicas a commit waits for.</summary>
public sealed class PostgresSynchronousArgs : ResourceArgs
{
    /// <summary><c>any</c> of them, or the <c>first</c> in order.</summary>
    [Input("method", required: true)]
    public Input<string> Method { get; set; } = null!;

    /// <summary>How many.</summary>
    [Input("number", required: true)]
    public Input<int> Number { get; set; } = null!;

    /// <summary><c>required</c> stops writing without them, <c>preferred</c> goes on.</summary>
    [Input("dataDurability")]
    public Input<string>? DataDurability { get; set; }

    /// <summary>Fails over only when a replica surely has every confirmed commit.</summary>
    [Input("failoverQuorum")]
    public Input<bool>? FailoverQuorum { get; set; }
}

/// <summary>The services before a cluster.</summary>
public sealed class PostgresServicesArgs : ResourceArgs
{
    [Input("disabledDefaultServices")]
    private InputList<string>? _disabledDefaultServices;

    /// <summary>Services that are not made: <c>ro</c>, <c>r</c>.</summary>
    public InputList<string> DisabledDefaultServices
    {
        get => _disabledDefaultServices ??= [];
        set => _disabledDefaultServices = value;
    }
}

/// <summary>A new, empty cluster.</summary>
public sealed class PostgresInitArgs : ResourceArgs
{
    /// <summary>Encoding of its databases.</summary>
    [Input("encoding")]
    public Input<string>? Encoding { get; set; }

    /// <summary>What counts as a letter.</summary>
    [Input("localeCType")]
    public Input<string>? LocaleCType { get; set; }

    /// <summary>The order of texts.</summary>
    [Input("localeCollate")]
    public Input<string>? LocaleCollate { get; set; }

    /// <summary>Checksums on every page.</summary>
    [Input("dataChecksums")]
    public Input<bool>? DataChecksums { get; set; }
}

/// <summary>A cluster made from an archive.</summary>
public sealed class PostgresRecoveryArgs : ResourceArgs
{
    /// <summary>The external cluster whose archive is read.</summary>
    [Input("source", required: true)]
    public Input<string> Source { get; set; } = null!;

    /// <summary>Where to stop; the end of the archive without it.</summary>
    [Input("recoveryTarget")]
    public Input<PostgresRecoveryTargetArgs>? RecoveryTarget { get; set; }
}

/// <summary>The check for a primary that is cut off.</summary>
public sealed class PostgresIsolationCheckArgs : ResourceArgs
{
    /// <summary>Whether it is made.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }
}

/// <summary>Where a recovery stops.</summary>
public sealed class PostgresRecoveryTargetArgs : ResourceArgs
{
    /// <summary>A moment, with its zone.</summary>
    [Input("targetTime")]
    public Input<string>? TargetTime { get; set; }

    /// <summary>The base backup to begin with.</summary>
    [Input("backupID")]
    public Input<string>? BackupId { get; set; }

    /// <summary>As soon as the base backup is consistent.</summary>
    [Input("targetImmediate")]
    public Input<bool>? TargetImmediate { get; set; }
}
