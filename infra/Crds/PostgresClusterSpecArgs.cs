using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

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
