using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Systems;

/// <summary>Small described records, and the frozen stacks.</summary>
internal static class Described
{
    public static NodeSpec Server(string name, string address) =>
        new() { Name = name, Role = NodeRole.Server, PrivateIp = Ipv4.Parse(address) };

    public static NodeSpec Agent(string name, string address) =>
        new() { Name = name, Role = NodeRole.Agent, PrivateIp = Ipv4.Parse(address) };

    /// <summary>Loads a frozen stack.</summary>
    public static SystemSpec StackOf(string stack) => StackLoad.Load(FrozenSystems.Root, stack).Result.Spec!;

    public static ClusterSpec Cluster(params NodeSpec[] nodes) => new() { Name = "test", Nodes = nodes };
}
