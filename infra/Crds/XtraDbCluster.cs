using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A MySQL cluster of members that replicate synchronously, run by the Percona Operator (<c>pxc.percona.com/v1</c>).</summary>
public sealed class XtraDbCluster(string name, XtraDbClusterArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbClusterArgs() : K8s.ApiExtensions.CustomResourceArgs("pxc.percona.com/v1", "PerconaXtraDBCluster")
{
    /// <summary>Members, proxies, backups.</summary>
    [Input("spec", required: true)]
    public Input<XtraDbClusterSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbClusterSpecArgs : ResourceArgs
{
    /// <summary>The version of the operator for which the object is written.</summary>
    [Input("crVersion", required: true)]
    public Input<string> CrVersion { get; set; } = null!;

    /// <summary>The secret with the passwords of the operator's own accounts.</summary>
    [Input("secretsName")]
    public Input<string>? SecretsName { get; set; }

    /// <summary>Whether existing claims grow with a larger size.</summary>
    [Input("enableVolumeExpansion")]
    public Input<bool>? EnableVolumeExpansion { get; set; }

    /// <summary>The order of restarts; <c>SmartUpdate</c> restarts the member that accepts writes last.</summary>
    [Input("updateStrategy")]
    public Input<string>? UpdateStrategy { get; set; }

    /// <summary>Settings of automatic upgrades by the operator.</summary>
    [Input("upgradeOptions")]
    public Input<XtraDbUpgradeOptionsArgs>? UpgradeOptions { get; set; }

    /// <summary>Sizes below the safe ones.</summary>
    [Input("unsafeFlags")]
    public Input<XtraDbUnsafeFlagsArgs>? UnsafeFlags { get; set; }

    /// <summary>The container that prepares each pod.</summary>
    [Input("initContainer")]
    public Input<XtraDbInitContainerArgs>? InitContainer { get; set; }

    /// <summary>The members.</summary>
    [Input("pxc")]
    public Input<XtraDbPodsArgs>? Pxc { get; set; }

    /// <summary>The proxies.</summary>
    [Input("haproxy")]
    public Input<XtraDbPodsArgs>? HaProxy { get; set; }

    /// <summary>A sidecar that reads log files.</summary>
    [Input("logcollector")]
    public Input<XtraDbSwitchArgs>? LogCollector { get; set; }

    /// <summary>Backups and the archive of binary logs.</summary>
    [Input("backup")]
    public Input<XtraDbBackupArgs>? Backup { get; set; }
}

/// <summary>Settings of automatic upgrades of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbUpgradeOptionsArgs : ResourceArgs
{
    /// <summary><c>disabled</c>, or the versions to upgrade to.</summary>
    [Input("apply")]
    public Input<string>? Apply { get; set; }
}

/// <summary>Sizes of a <see cref="XtraDbCluster"/> that cannot fail over.</summary>
public sealed class XtraDbUnsafeFlagsArgs : ResourceArgs
{
    /// <summary>Whether fewer than three members are allowed.</summary>
    [Input("pxcSize")]
    public Input<bool>? PxcSize { get; set; }

    /// <summary>Whether fewer than two proxies are allowed.</summary>
    [Input("proxySize")]
    public Input<bool>? ProxySize { get; set; }
}

/// <summary>The container that prepares each pod of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbInitContainerArgs : ResourceArgs
{
    /// <summary>The security context.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }

    /// <summary>Requests and limits.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }
}

/// <summary>The members of a <see cref="XtraDbCluster"/>, or its proxies.</summary>
public sealed class XtraDbPodsArgs : ResourceArgs
{
    /// <summary>Whether they are enabled; members always are.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    /// <summary>The number of pods.</summary>
    [Input("size", required: true)]
    public Input<int> Size { get; set; } = null!;

    /// <summary>The image.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>The pull policy of the image.</summary>
    [Input("imagePullPolicy")]
    public Input<string>? ImagePullPolicy { get; set; }

    /// <summary>Whether, after all members went down, the most advanced one restarts the cluster (members only).</summary>
    [Input("autoRecovery")]
    public Input<bool>? AutoRecovery { get; set; }

    /// <summary>The configuration file, instead of the operator's defaults.</summary>
    [Input("configuration")]
    public Input<string>? Configuration { get; set; }

    [Input("nodeSelector")]
    private InputMap<string>? _nodeSelector;

    /// <summary>Labels of the nodes that may run the pods.</summary>
    public InputMap<string> NodeSelector
    {
        get => _nodeSelector ??= [];
        set => _nodeSelector = value;
    }

    /// <summary>The anti-affinity of the pods.</summary>
    [Input("affinity")]
    public Input<XtraDbAffinityArgs>? Affinity { get; set; }

    /// <summary>The health check of members (proxies only).</summary>
    [Input("healthCheck")]
    public Input<XtraDbHealthCheckArgs>? HealthCheck { get; set; }

    /// <summary>The disruption budget.</summary>
    [Input("podDisruptionBudget")]
    public Input<XtraDbDisruptionArgs>? PodDisruptionBudget { get; set; }

    /// <summary>Seconds for the stop of a pod.</summary>
    [Input("gracePeriod")]
    public Input<int>? GracePeriod { get; set; }

    /// <summary>Requests and limits of a pod's main container.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    [Input("tolerations")]
    private InputList<TolerationArgs>? _tolerations;

    /// <summary>Taints of nodes that the pods tolerate.</summary>
    public InputList<TolerationArgs> Tolerations
    {
        get => _tolerations ??= [];
        set => _tolerations = value;
    }

    [Input("sidecars")]
    private InputList<ContainerArgs>? _sidecars;

    /// <summary>Further containers of each pod.</summary>
    public InputList<ContainerArgs> Sidecars
    {
        get => _sidecars ??= [];
        set => _sidecars = value;
    }

    /// <summary>Requests and limits of each sidecar of the operator.</summary>
    [Input("sidecarResources")]
    public Input<ResourceRequirementsArgs>? SidecarResources { get; set; }

    /// <summary>The volume of each member (members only).</summary>
    [Input("volumeSpec")]
    public Input<XtraDbVolumeArgs>? VolumeSpec { get; set; }

    /// <summary>The security context of the pods.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The security context of the containers.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}

/// <summary>An optional component of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbSwitchArgs : ResourceArgs
{
    /// <summary>Whether the component is enabled.</summary>
    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;
}

/// <summary>Backups of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbBackupArgs : ResourceArgs
{
    /// <summary>The image of backups and of the archive.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>The pull policy of the image.</summary>
    [Input("imagePullPolicy")]
    public Input<string>? ImagePullPolicy { get; set; }

    /// <summary>Attempts of one backup.</summary>
    [Input("backoffLimit")]
    public Input<int>? BackoffLimit { get; set; }

    /// <summary>The archive of binary logs.</summary>
    [Input("pitr")]
    public Input<XtraDbPitrArgs>? Pitr { get; set; }

    [Input("storages")]
    private InputMap<XtraDbStorageArgs>? _storages;

    /// <summary>The storages of backups, by name.</summary>
    public InputMap<XtraDbStorageArgs> Storages
    {
        get => _storages ??= [];
        set => _storages = value;
    }

    [Input("schedule")]
    private InputList<XtraDbScheduleArgs>? _schedule;

    /// <summary>The schedules of backups.</summary>
    public InputList<XtraDbScheduleArgs> Schedule
    {
        get => _schedule ??= [];
        set => _schedule = value;
    }
}

/// <summary>The anti-affinity of the pods of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbAffinityArgs : ResourceArgs
{
    /// <summary>The node label that must differ between pods.</summary>
    [Input("antiAffinityTopologyKey")]
    public Input<string>? AntiAffinityTopologyKey { get; set; }

    /// <summary>The affinity of Kubernetes, instead of the key.</summary>
    [Input("advanced")]
    public Input<AffinityArgs>? Advanced { get; set; }
}

/// <summary>The health check of the members of a <see cref="XtraDbCluster"/> by its proxies.</summary>
public sealed class XtraDbHealthCheckArgs : ResourceArgs
{
    /// <summary>Milliseconds between checks.</summary>
    [Input("interval")]
    public Input<int>? Interval { get; set; }

    /// <summary>Failed checks until a member is removed.</summary>
    [Input("fall")]
    public Input<int>? Fall { get; set; }

    /// <summary>Successful checks until it is added again.</summary>
    [Input("rise")]
    public Input<int>? Rise { get; set; }
}

/// <summary>The disruption budget of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbDisruptionArgs : ResourceArgs
{
    /// <summary>The maximum number of unavailable pods.</summary>
    [Input("maxUnavailable", required: true)]
    public Input<int> MaxUnavailable { get; set; } = null!;
}

/// <summary>The volume of each member of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbVolumeArgs : ResourceArgs
{
    /// <summary>The claim.</summary>
    [Input("persistentVolumeClaim", required: true)]
    public Input<PersistentVolumeClaimSpecArgs> PersistentVolumeClaim { get; set; } = null!;
}

/// <summary>The archive of the binary logs of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbPitrArgs : ResourceArgs
{
    /// <summary>Whether the archive is enabled.</summary>
    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;

    /// <summary>The storage, which nothing else may use.</summary>
    [Input("storageName", required: true)]
    public Input<string> StorageName { get; set; } = null!;

    /// <summary>Seconds between uploads.</summary>
    [Input("timeBetweenUploads")]
    public Input<double>? TimeBetweenUploads { get; set; }

    /// <summary>Seconds for one upload.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>Requests and limits.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }
}

/// <summary>A storage of backups of a <see cref="XtraDbCluster"/>, and the settings of their jobs.</summary>
public sealed class XtraDbStorageArgs : ResourceArgs
{
    /// <summary>The kind, <c>s3</c>.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>Whether the certificate of the storage is verified.</summary>
    [Input("verifyTLS")]
    public Input<bool>? VerifyTls { get; set; }

    /// <summary>The bucket.</summary>
    [Input("s3", required: true)]
    public Input<XtraDbS3Args> S3 { get; set; } = null!;

    [Input("nodeSelector")]
    private InputMap<string>? _nodeSelector;

    /// <summary>Labels of the nodes on which backups run.</summary>
    public InputMap<string> NodeSelector
    {
        get => _nodeSelector ??= [];
        set => _nodeSelector = value;
    }

    /// <summary>Requests and limits of a backup.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>The security context of the pods.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The security context of the containers.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}

/// <summary>A scheduled backup of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbScheduleArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The schedule, in five fields, UTC.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>The storage.</summary>
    [Input("storageName", required: true)]
    public Input<string> StorageName { get; set; } = null!;

    /// <summary>The retention.</summary>
    [Input("retention")]
    public Input<XtraDbRetentionArgs>? Retention { get; set; }
}

/// <summary>A bucket for backups of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbS3Args : ResourceArgs
{
    /// <summary>The bucket and the folder in it.</summary>
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    /// <summary>The region.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>The URL of the service.</summary>
    [Input("endpointUrl")]
    public Input<string>? EndpointUrl { get; set; }

    /// <summary>Whether the bucket is part of the path rather than of the host.</summary>
    [Input("forcePathStyle")]
    public Input<bool>? ForcePathStyle { get; set; }

    /// <summary>The certificate of the authority that signed the service's.</summary>
    [Input("caBundle")]
    public Input<SecretKeySelectorArgs>? CaBundle { get; set; }

    /// <summary>The secret with <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>.</summary>
    [Input("credentialsSecret", required: true)]
    public Input<string> CredentialsSecret { get; set; } = null!;
}

/// <summary>The retention of the backups of a schedule.</summary>
public sealed class XtraDbRetentionArgs : ResourceArgs
{
    /// <summary><c>count</c>.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>The number of backups; 0 keeps all.</summary>
    [Input("count")]
    public Input<int>? Count { get; set; }

    /// <summary>Whether the copy in the bucket is deleted with the object.</summary>
    [Input("deleteFromStorage", required: true)]
    public Input<bool> DeleteFromStorage { get; set; } = null!;
}
