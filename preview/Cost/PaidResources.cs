using Infra.Preview.Graph;

namespace Infra.Preview.Cost;

/// <summary>Resources of a plan that Hetzner asks money for.</summary>
internal static class PaidResources
{
    /// <summary>Unit of servers.</summary>
    internal const string Server = "server";

    private const string Ipv4 = "ipv4";

    /// <summary>Finds them, in the order of the plan. Networks, firewalls, placement groups and SSH keys are free.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="prices">Prices.</param>
    public static IReadOnlyList<PaidResource> Of(PlanGraph plan, PriceList prices)
    {
        var paid = new List<PaidResource>();
        foreach (var resource in plan.Resources)
        {
            switch (resource.Type)
            {
                case "hcloud:index/server:Server":
                    AddServer(paid, resource, prices);
                    break;
                case "hcloud:index/volume:Volume":
                    Add(paid, resource, "volume", (decimal)(resource.Inputs["size"]?.Number ?? 0), "GB", At(resource, prices, "volume"));
                    break;
                case "hcloud:index/primaryIp:PrimaryIp":
                    AddAddress(paid, resource, prices, "primary");
                    break;
                case "hcloud:index/floatingIp:FloatingIp":
                    AddAddress(paid, resource, prices, "floating");
                    break;
                case "hcloud:index/loadBalancer:LoadBalancer":
                    var type = resource.Inputs.TextOf("loadBalancerType") ?? "";
                    Add(paid, resource, $"load balancer {type}", 1, "load balancer", At(resource, prices, $"load_balancer_{type}"));
                    break;
                case "hcloud:index/snapshot:Snapshot":
                    // Paid by the GB, and only Hetzner knows how many these are.
                    Add(paid, resource, "snapshot", 1, "snapshot", new("snapshot", null));
                    break;
                default:
                    break;
            }
        }
        return paid;
    }

    private static void AddServer(List<PaidResource> paid, PlanResource server, PriceList prices)
    {
        var type = server.Inputs.TextOf("serverType") ?? "";
        var price = At(server, prices, type);
        Add(paid, server, $"server {type}", 1, Server, price);
        if (server.Inputs["backups"] is { IsTrue: true })
        {
            var rate = prices.Find("server_backup")?.Month / 100;
            var share = price with { Month = price.Month * rate, Earlier = price.Earlier * rate };
            Add(paid, server, $"backups of server {type}", 1, Server, share);
        }
        if (HasOwnAddress(server.Inputs["publicNets"]))
        {
            Add(paid, server, "IPv4 address", 1, "address", At(server, prices, "primary_ipv4"));
        }
    }

    /// <summary>Whether Hetzner adds a public IPv4 address: it is not switched off, and no planned address is given.</summary>
    private static bool HasOwnAddress(PlanValue? publicNets)
    {
        foreach (var net in publicNets?.Items ?? [])
        {
            if (net[Ipv4] is not null || net["ipv4Enabled"] is { Kind: PlanValueKind.Truth, IsTrue: false })
            {
                return false;
            }
        }
        return true;
    }

    private static void AddAddress(List<PaidResource> paid, PlanResource resource, PriceList prices, string kind)
    {
        var isIpv4 = resource.Inputs.TextOf("type") == Ipv4;
        var item = $"{kind}_{(isIpv4 ? Ipv4 : "ipv6")}";
        var what = $"{(kind == "primary" ? "" : "floating ")}{(isIpv4 ? "IPv4" : "IPv6")} address";
        Add(paid, resource, what, 1, "address", At(resource, prices, item));
    }

    private static void Add(List<PaidResource> paid, PlanResource resource, string what, decimal count, string unit, Price price) =>
        paid.Add(new(resource, new(what, count, unit, price)));

    private static Price At(PlanResource resource, PriceList prices, string type)
    {
        var location = resource.Inputs.TextOf("location")
            ?? resource.Inputs.TextOf("homeLocation")
            ?? resource.Inputs.TextOf("datacenter")?.Split('-')[0];
        return prices.Covers(location) && prices.Find(type) is { } price ? price : new(type, null);
    }
}
