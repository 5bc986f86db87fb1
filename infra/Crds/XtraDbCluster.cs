using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi;
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
    /// <summary>The operator's version, whose rules the object follows.</summary>
    [Input("crVersion", required: true)]
    public Input<string> CrVersion { get; set; } = null!;

    /// <summary>The secret with the passwords of the operator's own accounts.</summary>
    [Input("secretsName")]
    public Input<string>? SecretsName { get; set; }

    /// <summary>A larger size is passed on to the claims that exist.</summary>
    [Input("enableVolumeExpansion")]
    public Input<bool>? EnableVolumeExpansion { get; set; }

    /// <summary>How members are restarted; <c>SmartUpdate</c> takes the one that is written to last.</summary>
    [Input("updateStrategy")]
    public Input<string>? UpdateStrategy { get; set; }

    /// <summary>Whether the operator changes images by itself.</summary>
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

/// <summary>Whether the operator of a <see cref="XtraDbCluster"/> changes images by itself.</summary>
public sealed class XtraDbUpgradeOptionsArgs : ResourceArgs
{
    /// <summary><c>disabled</c>, or which versions.</summary>
    [Input("apply")]
    public Input<string>? Apply { get; set; }
}

/// <summary>Sizes of a <see cref="XtraDbCluster"/> that cannot fail over.</summary>
public sealed class XtraDbUnsafeFlagsArgs : ResourceArgs
{
    /// <summary>Fewer than three members.</summary>
    [Input("pxcSize")]
    public Input<bool>? PxcSize { get; set; }

    /// <summary>Fewer than two proxies.</summary>
    [Input("proxySize")]
    public Input<bool>? ProxySize { get; set; }
}

/// <summary>The container that prepares each pod of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbInitContainerArgs : ResourceArgs
{
    /// <summary>Its rights.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }

    /// <summary>What it asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }
}

/// <summary>The members of a <see cref="XtraDbCluster"/>, or its proxies.</summary>
public sealed class XtraDbPodsArgs : ResourceArgs
{
    /// <summary>They are there; members always are.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    /// <summary>How many.</summary>
    [Input("size", required: true)]
    public Input<int> Size { get; set; } = null!;

    /// <summary>Their image.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>When the image is pulled.</summary>
    [Input("imagePullPolicy")]
    public Input<string>? ImagePullPolicy { get; set; }

    /// <summary>After all members went down, the one that is furthest starts the cluster (members only).</summary>
    [Input("autoRecovery")]
    public Input<bool>? AutoRecovery { get; set; }

    /// <summary>Their configuration file, in place of the operator's choices.</summary>
    [Input("configuration")]
    public Input<string>? Configuration { get; set; }

    [Input("nodeSelector")]
    private InputMap<string>? _nodeSelector;

    /// <summary>Labels of the nodes they may run on.</summary>
    public InputMap<string> NodeSelector
    {
        get => _nodeSelector ??= [];
        set => _nodeSelector = value;
    }

    /// <summary>How they keep apart.</summary>
    [Input("affinity")]
    public Input<XtraDbAffinityArgs>? Affinity { get; set; }

    /// <summary>How they see whether a member is there (proxies only).</summary>
    [Input("healthCheck")]
    public Input<XtraDbHealthCheckArgs>? HealthCheck { get; set; }

    /// <summary>How many may be taken away at once.</summary>
    [Input("podDisruptionBudget")]
    public Input<XtraDbDisruptionArgs>? PodDisruptionBudget { get; set; }

    /// <summary>Seconds to stop in.</summary>
    [Input("gracePeriod")]
    public Input<int>? GracePeriod { get; set; }

    /// <summary>What a pod's main container asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    [Input("tolerations")]
    private InputList<TolerationArgs>? _tolerations;

    /// <summary>Taints of nodes on which the pods may run all the same.</summary>
    public InputList<TolerationArgs> Tolerations
    {
        get => _tolerations ??= [];
        set => _tolerations = value;
    }

    /// <summary>What each of its sidecars asks for and may use.</summary>
    [Input("sidecarResources")]
    public Input<ResourceRequirementsArgs>? SidecarResources { get; set; }

    /// <summary>The volume of each (members only).</summary>
    [Input("volumeSpec")]
    public Input<XtraDbVolumeArgs>? VolumeSpec { get; set; }

    /// <summary>The pods' rights.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The containers' rights.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}

/// <summary>A part of a <see cref="XtraDbCluster"/> that can be left out.</summary>
public sealed class XtraDbSwitchArgs : ResourceArgs
{
    /// <summary>It is there.</summary>
    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;
}

/// <summary>Backups of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbBackupArgs : ResourceArgs
{
    /// <summary>The image of backups and of the archive.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>When the image is pulled.</summary>
    [Input("imagePullPolicy")]
    public Input<string>? ImagePullPolicy { get; set; }

    /// <summary>Tries of one backup.</summary>
    [Input("backoffLimit")]
    public Input<int>? BackoffLimit { get; set; }

    /// <summary>The archive of binary logs.</summary>
    [Input("pitr")]
    public Input<XtraDbPitrArgs>? Pitr { get; set; }

    [Input("storages")]
    private InputMap<XtraDbStorageArgs>? _storages;

    /// <summary>Where backups go, by name.</summary>
    public InputMap<XtraDbStorageArgs> Storages
    {
        get => _storages ??= [];
        set => _storages = value;
    }

    [Input("schedule")]
    private InputList<XtraDbScheduleArgs>? _schedule;

    /// <summary>When they are made.</summary>
    public InputList<XtraDbScheduleArgs> Schedule
    {
        get => _schedule ??= [];
        set => _schedule = value;
    }
}

/// <summary>How the pods of a <see cref="XtraDbCluster"/> keep apart.</summary>
public sealed class XtraDbAffinityArgs : ResourceArgs
{
    /// <summary>No two where this label of the node has the same value.</summary>
    [Input("antiAffinityTopologyKey")]
    public Input<string>? AntiAffinityTopologyKey { get; set; }

    /// <summary>Kubernetes' own form, in place of the key.</summary>
    [Input("advanced")]
    public Input<AffinityArgs>? Advanced { get; set; }
}

/// <summary>How the proxies of a <see cref="XtraDbCluster"/> see whether a member is there.</summary>
public sealed class XtraDbHealthCheckArgs : ResourceArgs
{
    /// <summary>Milliseconds between checks.</summary>
    [Input("interval")]
    public Input<int>? Interval { get; set; }

    /// <summary>Failed checks until a member is out.</summary>
    [Input("fall")]
    public Input<int>? Fall { get; set; }

    /// <summary>Good checks until it is in again.</summary>
    [Input("rise")]
    public Input<int>? Rise { get; set; }
}

/// <summary>How many pods of a <see cref="XtraDbCluster"/> may be taken away at once.</summary>
public sealed class XtraDbDisruptionArgs : ResourceArgs
{
    /// <summary>The most.</summary>
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
    /// <summary>It is kept.</summary>
    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;

    /// <summary>Where; nothing else may be there.</summary>
    [Input("storageName", required: true)]
    public Input<string> StorageName { get; set; } = null!;

    /// <summary>Seconds between uploads.</summary>
    [Input("timeBetweenUploads")]
    public Input<double>? TimeBetweenUploads { get; set; }

    /// <summary>Seconds for one upload.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>What it asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }
}

/// <summary>A place for backups of a <see cref="XtraDbCluster"/>, and how they run.</summary>
public sealed class XtraDbStorageArgs : ResourceArgs
{
    /// <summary>Its kind, <c>s3</c>.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>Its certificate is checked.</summary>
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

    /// <summary>What a backup asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>The rights of its pods.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The rights of their containers.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}

/// <summary>A scheduled backup of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbScheduleArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>When, in five fields, UTC.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>Where it goes.</summary>
    [Input("storageName", required: true)]
    public Input<string> StorageName { get; set; } = null!;

    /// <summary>How many are kept.</summary>
    [Input("retention")]
    public Input<XtraDbRetentionArgs>? Retention { get; set; }
}

/// <summary>A bucket for backups of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbS3Args : ResourceArgs
{
    /// <summary>The bucket and the folder in it.</summary>
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    /// <summary>Its region.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>The service's address.</summary>
    [Input("endpointUrl")]
    public Input<string>? EndpointUrl { get; set; }

    /// <summary>The secret with <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>.</summary>
    [Input("credentialsSecret", required: true)]
    public Input<string> CredentialsSecret { get; set; } = null!;
}

/// <summary>How many backups of a schedule are kept.</summary>
public sealed class XtraDbRetentionArgs : ResourceArgs
{
    /// <summary><c>count</c>.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>How many; 0 keeps all.</summary>
    [Input("count")]
    public Input<int>? Count { get; set; }

    /// <summary>The bucket's copy goes with the object.</summary>
    [Input("deleteFromStorage", required: true)]
    public Input<bool> DeleteFromStorage { get; set; } = null!;
}
