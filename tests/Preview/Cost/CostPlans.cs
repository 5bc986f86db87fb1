using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Cost;

/// <summary>Plans of a few resources at Hetzner.</summary>
internal static class CostPlans
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["server"] = "hcloud:index/server:Server",
        ["volume"] = "hcloud:index/volume:Volume",
        ["primary"] = "hcloud:index/primaryIp:PrimaryIp",
        ["floating"] = "hcloud:index/floatingIp:FloatingIp",
        ["balancer"] = "hcloud:index/loadBalancer:LoadBalancer",
        ["snapshot"] = "hcloud:index/snapshot:Snapshot",
        ["network"] = "hcloud:index/network:Network",
    };

    /// <summary>Makes a plan.</summary>
    /// <param name="resources">Resources, each as `kind name inputs`, the inputs a YAML map.</param>
    public static PlanGraph Of(params string[] resources) =>
        new(new("s", "", "", null), [.. resources.Select(Resource)], PlanValue.EmptyMap);

    /// <summary>URN of a resource.</summary>
    public static string Urn(string kind, string name) => $"urn:pulumi:s::p::{Types[kind]}::{name}";

    private static PlanResource Resource(string text)
    {
        var parts = text.Split(' ', 3);
        return new()
        {
            Urn = Urn(parts[0], parts[1]),
            Type = Types[parts[0]],
            Name = parts[1],
            Provider = "p",
            Inputs = PlanValues.Of(parts[2]),
        };
    }
}
