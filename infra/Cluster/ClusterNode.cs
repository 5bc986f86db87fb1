using Infra.Hosts;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>A node of the cluster, for the commands that run once it is up.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Started">The command after which the node is up.</param>
public sealed record ClusterNode(NodeHost Host, Remote.Command Started);
