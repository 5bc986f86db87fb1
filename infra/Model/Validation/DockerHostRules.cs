namespace Infra.Model.Validation;

/// <summary>Rules of Docker hosts: the addresses of their networks, and who may connect to their ports.</summary>
public static class DockerHostRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var reserved = DockerRanges.Reserved(context.Spec);
        foreach (var host in context.Spec.Compose.Hosts)
        {
            if (host.Managed)
            {
                CheckNetworks(context, host, reserved);
            }
        }
    }

    private static void CheckNetworks(ValidationContext context, ComposeHostSpec host, IReadOnlyList<(Cidr Range, string Use)> reserved)
    {
        var networks = host.Engine.Networks;
        if (networks.IsIpv6)
        {
            // Refused where it is read.
            return;
        }

        if (!PrivateRanges.Contain(networks))
        {
            context.Error(
                host.Engine,
                "networks",
                $"{networks} of Docker's networks is not in the ranges of private networks",
                "choose a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16; containers could not reach public addresses in it");
        }

        foreach (var (range, use) in reserved)
        {
            if (networks.Overlaps(range))
            {
                context.Error(
                    host.Engine,
                    "networks",
                    $"{networks} of Docker's networks on '{host.Name}' overlaps {range} of {use}",
                    "choose a range apart from it, e.g. 172.20.0.0/14: containers could not reach it");
            }
        }

        if (host.BridgeAddress is { } bridge && host.Engine.Install && !networks.Contains(bridge))
        {
            context.Error(
                host,
                "bridgeAddress",
                $"{bridge} is not in {networks}, from which Docker takes the addresses of its bridges",
                $"use {networks.Host(1)}, the first address of the range, which Docker gives to its own bridge");
        }
    }
}
