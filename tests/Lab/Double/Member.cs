namespace Infra.Lab.Double;

/// <summary>An etcd member.</summary>
/// <param name="Name">The node's name, a dash and eight hexadecimal digits, which differ from disk to disk.</param>
/// <param name="Node">The node.</param>
/// <param name="Address">Its private address.</param>
/// <param name="Learner">Whether it has no vote yet.</param>
internal sealed record Member(string Name, string Node, string Address, bool Learner);
