namespace Infra.Lab.Double;

/// <summary>A member of etcd.</summary>
/// <param name="Name">The node's name, a dash and eight hexadecimal digits; another disk has others.</param>
/// <param name="Node">The node.</param>
/// <param name="Address">Its private address.</param>
/// <param name="Learner">It has no vote yet.</param>
internal sealed record Member(string Name, string Node, string Address, bool Learner);
