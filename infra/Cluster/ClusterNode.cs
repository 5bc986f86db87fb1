using Infra.Hosts;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>A node of the cluster, for what is done on it once it is up.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Started">The command after whose end it is up.</param>
public sealed record ClusterNode(NodeHost Host, Remote.Command Started);
