namespace Infra.Lab.Double;

/// <summary>A node as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Server">Whether it is a server.</param>
/// <param name="Address">Its private address.</param>
/// <param name="Version">The kubelet's version.</param>
/// <param name="Member">Its etcd member; empty for agents.</param>
/// <param name="Unschedulable">Whether it is cordoned.</param>
/// <param name="Host">Its annotation <c>infra/host</c>.</param>
/// <param name="Turn">Its annotation <c>infra/turn</c>.</param>
/// <param name="Labels">Its labels, <c>key=value</c>.</param>
/// <param name="Taints">Its taints, <c>key=value:Effect</c>.</param>
/// <param name="LabelKeys">Its annotation <c>infra/labels</c>.</param>
/// <param name="TaintKeys">Its annotation <c>infra/taints</c>.</param>
internal sealed record NodeObject(
    string Name,
    bool Server,
    string Address,
    string Version,
    string Member,
    bool Unschedulable = false,
    string Host = "",
    string Turn = "",
    string[]? Labels = null,
    string[]? Taints = null,
    string LabelKeys = "",
    string TaintKeys = "");
