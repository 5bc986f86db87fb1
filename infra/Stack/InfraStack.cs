using System.Collections.Immutable;
using Infra.Apps;
using Infra.Cluster;
using Infra.Compose;
using Infra.Databases;
using Infra.Migration;
using Infra.Model;
using Infra.Parts;
using Infra.Platform;
using Pulumi;

namespace Infra;

/// <summary>
/// One environment of a described system: a cluster with its platform, or namespaces in the cluster of another stack; and the objects of
/// the environment in it.
/// </summary>
public sealed class InfraStack : Stack
{
    /// <summary>The administrator's kubeconfig. A secret.</summary>
    [Output(StackOutputs.Kubeconfig)]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>
    /// Day on which the administrator's certificate expires; a run within 90 days of it renews the certificate. Empty where it is not
    /// known.
    /// </summary>
    [Output(StackOutputs.KubeconfigExpires)]
    public Output<string> KubeconfigExpires { get; private set; }

    /// <summary>The expiry of the certificate that was renewed last, so that the next run does not renew it again.</summary>
    [Output(StackOutputs.KubeconfigRenewal)]
    public Output<string> KubeconfigRenewal { get; private set; }

    /// <summary>The installed version of k3s; the next run compares it with the described one.</summary>
    [Output(StackOutputs.K3sVersion)]
    public Output<string> K3sVersion { get; private set; }

    /// <summary>The installed version of Longhorn, for the same comparison; empty for none.</summary>
    [Output(StackOutputs.LonghornVersion)]
    public Output<string> LonghornVersion { get; private set; }

    /// <summary>Private key for SSH to the nodes. A secret; empty in a stack that lives in another's cluster.</summary>
    [Output(StackOutputs.SshPrivateKey)]
    public Output<string> SshPrivateKey { get; private set; }

    /// <summary>
    /// The nodes' public SSH host keys as lines of <c>known_hosts</c>; empty in a stack that lives in another's cluster.
    /// </summary>
    [Output("knownHosts")]
    public Output<string> KnownHosts { get; private set; }

    /// <summary>Public address of each node, by name.</summary>
    [Output(StackOutputs.NodeAddresses)]
    public Output<ImmutableDictionary<string, string>> NodeAddresses { get; private set; }

    /// <summary>
    /// Type, location and placement group of each server at Hetzner, by node; the next run compares them with the described ones.
    /// </summary>
    [Output(StackOutputs.Servers)]
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Servers { get; private set; }

    /// <summary>
    /// Public address of each server, in the described order, among which the stacks in this cluster choose one that answers; empty where
    /// the API has an address of its own.
    /// </summary>
    [Output(StackOutputs.ServerAddresses)]
    public Output<ImmutableArray<string>> ServerAddresses { get; private set; }

    /// <summary>The addresses that DNS records of published hosts point to.</summary>
    [Output(StackOutputs.IngressAddresses)]
    public Output<ImmutableArray<string>> IngressAddresses { get; private set; }

    /// <summary>
    /// Passwords of the databases that this stack made, by <c>server/database</c>, for the other stacks in its cluster. A secret.
    /// </summary>
    [Output(StackOutputs.DatabasePasswords)]
    public Output<ImmutableDictionary<string, string>> DatabasePasswords { get; private set; }

    /// <summary>
    /// Values of the secrets that this stack generated, by name: <c>pulumi stack output generatedSecrets --show-secrets</c>. A secret.
    /// </summary>
    [Output(StackOutputs.GeneratedSecrets)]
    public Output<ImmutableDictionary<string, string>> GeneratedSecrets { get; private set; }

    /// <summary>
    /// SSH to each server of the cluster that this stack owns, by node: what must be asked of the cluster before anything changes is asked
    /// over it.
    /// </summary>
    [Output(StackOutputs.ServerSsh)]
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> ServerSsh { get; private set; }

    /// <summary>The migration phase of the stack, once its gates and data moves are made; empty when none was chosen.</summary>
    [Output(StackOutputs.Phase)]
    public Output<string> Phase { get; private set; }

    /// <summary>Evidence of each criterion of the gates that the stack passed, by <c>gate/criterion</c>.</summary>
    [Output(StackOutputs.Gates)]
    public Output<ImmutableDictionary<string, string>> Gates { get; private set; }

    /// <summary>Record of each data move of the steps up to the present one, by its name.</summary>
    [Output(StackOutputs.DataMoves)]
    public Output<ImmutableDictionary<string, string>> DataMoves { get; private set; }

    /// <summary>
    /// Builds the stack: reads the state of the cluster and refuses steps that are not allowed from it; then the gates of the migration,
    /// after which everything else comes; then the hosts and the cluster on them, or another stack's cluster; then the controllers, which
    /// act on what is in the namespaces and are deleted after it; then the platform's parts in the order of their list, from the namespaces
    /// to the routes; then the databases, the data moves, the apps and the Docker hosts.
    /// </summary>
    /// <param name="inputs">The described system and its secrets.</param>
    /// <param name="options">Options of the preview, which watches every resource; null otherwise.</param>
    /// <exception cref="RunException">A step is refused; the message lists all of them, and no resource was created.</exception>
    public InfraStack(StackInputs inputs, StackOptions? options)
        : this(inputs, options, new())
    {
    }

    private InfraStack(StackInputs inputs, StackOptions? options, GateOrder order)
        : base(order.Over(options))
    {
        var owner = OwnerOutputs.Of(inputs.System, inputs.Sources);
        var progress = inputs.ReadsProgress ? ProgressOutputs.Of(inputs.System, owner) : MigrationProgress.Assumed(inputs.From);
        IReadOnlyList<Problem> refusals =
        [
            .. progress.IsRead ? StepRefusals.Of(inputs.System, progress) : [],
            .. StackParts.Refusals(inputs.System, inputs.Sources, owner.InForce),
        ];
        if (refusals.Count > 0)
        {
            throw new RunException(string.Join('\n', refusals));
        }

        if (inputs.System.Stack.ClusterOwner is { } named
            && AdminCertificate.Warning(owner.InForce.KubeconfigExpires, inputs.Today, named) is { } warning)
        {
            Log.Warn(warning);
        }

        var renewal = AdminCertificate.RenewalOf(owner.InForce.KubeconfigExpires, owner.InForce.KubeconfigRenewal, inputs.Today);
        var server = ServerHost.Of(inputs.System, owner.Reference, inputs.Probe);
        var gates = new PlannedGates(inputs.Context(), inputs.Sources, progress, server);
        order.Passed = gates.Passed;
        var (context, generated) = Parts.GeneratedSecrets.In(inputs.Context(), RequiredSecrets.Generated(inputs.System));
        ICluster cluster = context.System.Stack.ClusterOwner is not null
            ? new SharedCluster("cluster", new() { Owner = owner, Probe = inputs.Probe }, context)
            : new OwnCluster(
                new()
                {
                    Root = inputs.Root,
                    Requests = NodeRequests.Of(StackParts.All, context.System),
                    Probe = inputs.Probe,
                    IsUp = owner.InForce.IsUp,
                    KubeconfigRenewal = renewal,
                },
                context);
        context = context.With(cluster.Provider);

        var made = new MadeParts(StackParts.All)
        {
            Images = cluster.Images,
            NodePorts = cluster.NodePorts,
            LonghornVersion = cluster.LonghornVersion,
        };
        PlatformParts.CreateControllers(context, made, cluster);
        StackDatabases.CreateOperators(context, made);
        PlatformParts.Create(context, made, cluster);
        var databases = new StackDatabases(context, made, cluster.DatabasePassword);
        var moves = new PlannedMoves(context, made, databases.Ready, progress, server);
        databases.Ready = moves.Databases;
        var services = StackApps.Create(context, made, databases.Ready, cluster.Nodes);
        ChartApps.Create(context, made, databases);
        ComposePart.Create(context, made);
        StackApps.CreateBridges(context, made, services);
        PlatformParts.CreateAfterApps(context, made);

        DatabasePasswords = databases.Passwords;
        GeneratedSecrets = generated;
        Kubeconfig = cluster.Kubeconfig;
        KubeconfigExpires = Output.Unsecret(cluster.Kubeconfig.Apply(AdminCertificate.ExpiryOf));
        KubeconfigRenewal = Output.Create(renewal);
        K3sVersion = cluster.K3sVersion;
        LonghornVersion = made.LonghornVersion;
        SshPrivateKey = cluster.SshPrivateKey;
        KnownHosts = cluster.KnownHosts;
        NodeAddresses = cluster.NodeAddresses;
        Servers = cluster.Servers;
        ServerAddresses = cluster.ServerAddresses;
        IngressAddresses = cluster.IngressAddresses;
        ServerSsh = cluster.ServerSsh;
        // Not before its gates and data moves are made: a run in which one fails leaves the stack where it was.
        Phase = Output.Tuple(gates.Evidence, moves.Records).Apply(_ => context.System.Stack.Phase ?? "");
        Gates = gates.Evidence;
        DataMoves = moves.Records;
    }
}
