namespace Infra.Preview.Diff.Findings;

/// <summary>Addresses, networks and services that change or go.</summary>
internal static class AddressRule
{
    private const string Network = "hcloud:index/network:Network";
    private const string Subnet = "hcloud:index/networkSubnet:NetworkSubnet";

    /// <summary>Types that have an address, with what has to follow when it changes.</summary>
    private static readonly Dictionary<string, string> Holders = new(StringComparer.Ordinal)
    {
        ["hcloud:index/primaryIp:PrimaryIp"] = "DNS records and allow lists that name its address have to follow",
        ["hcloud:index/floatingIp:FloatingIp"] = "DNS records and allow lists that name its address have to follow",
        ["hcloud:index/loadBalancer:LoadBalancer"] = "DNS records that name its address have to follow",
        [Network] = "the nodes lose their private addresses, over which the cluster talks",
        [Subnet] = "the nodes lose their private addresses, over which the cluster talks",
        ["hcloud:index/serverNetwork:ServerNetwork"] = "the server has no private address in between",
        ["kubernetes:core/v1:Service"] = "its address in the cluster changes or goes",
    };

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        var goneWithServer = steps.Changed.Where(step => step.EndsFormer() && step.Resource.Type == "hcloud:index/server:Server")
            .Select(step => step.Resource.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var step in steps.Changed)
        {
            if (!step.EndsFormer() || step.IsRetained || !Holders.TryGetValue(step.Resource.Type, out var consequence)
                || step.Old!.DependsOn.Any(goneWithServer.Contains))
            {
                continue;
            }
            yield return new(
                step.Resource.Type is Network or Subnet ? FindingLevel.Danger : FindingLevel.Caution,
                FindingTopic.Addresses,
                $"{ResourceWords.Of(step.Old)} {step.Verb()}: {consequence}",
                step.Resource.Urn);
        }
    }
}
