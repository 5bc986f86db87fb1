using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Hosts;

/// <summary>A host as the steps over SSH need it: a node of the cluster or a Docker host.</summary>
/// <param name="Name">Name of the host, for messages.</param>
/// <param name="SshUser">User of its SSH sessions; when it is not root, every step becomes root by sudo.</param>
/// <param name="Connection">Connection of its commands, with the pinned host key.</param>
public sealed record SshHost(string Name, string SshUser, Input<Remote.Inputs.ConnectionArgs> Connection);
