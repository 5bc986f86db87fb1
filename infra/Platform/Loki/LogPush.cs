using Infra.Model;

namespace Infra.Platform;

/// <summary>The way in for log lines from the Docker hosts to the Loki in the cluster.</summary>
public static class LogPush
{
    /// <summary>The Docker hosts that send their log lines.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<ComposeHostSpec> Senders(SystemSpec system) =>
        [.. system.Compose.Hosts.Where(host => system.Observability.ComposeHosts.Contains(host.Name))];

    /// <summary>
    /// The addresses that may push: those of the senders, one by one. Null for none: a host that is described by a name has no address that
    /// a list can have, and a list without an address would let everybody in.
    /// </summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<Cidr>? AllowedOf(SystemSpec system)
    {
        var ranges = new List<Cidr>();
        foreach (var host in Senders(system))
        {
            if (!Ipv4.TryParse(host.Address, out var address))
            {
                return null;
            }

            var range = Cidr.Parse($"{address}/32");
            if (!ranges.Contains(range))
            {
                ranges.Add(range);
            }
        }

        return ranges.Count == 0 ? null : ranges;
    }

    /// <summary>Whether the stack that owns the cluster opens the way: Loki runs on it, has a host name, and knows who may push.</summary>
    /// <param name="system">The system.</param>
    public static bool IsOpen(SystemSpec system) =>
        system.OwnsCluster() && LokiPart.PodsOf(system) is not null && system.Observability.Loki!.PushHost is not null
        && AllowedOf(system) is not null;

    /// <summary>The full host name.</summary>
    /// <param name="system">The system, whose Loki has one.</param>
    public static string HostOf(SystemSpec system) =>
        system.Observability.Loki!.PushHost is var label && label == "@" ? system.Domain : $"{label}.{system.Domain}";

    /// <summary>
    /// The URL to which Docker hosts push: the one that Alloy on the nodes uses, too, where one is described, and else the way into the
    /// cluster; null where there is neither.
    /// </summary>
    /// <param name="system">The system.</param>
    public static string? UrlForDockerHosts(SystemSpec system)
    {
        if (system.Observability.Alloy?.PushUrl is { } url)
        {
            return url;
        }

        var scheme = system.Ingress.Tls.Mode == TlsMode.None ? "http" : "https";
        return IsOpen(system) ? $"{scheme}://{HostOf(system)}{LokiEndpoint.PushPath}" : null;
    }
}
