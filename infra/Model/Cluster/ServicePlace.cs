#pragma warning disable CA1034 // The nested records are the cases of a closed union.
namespace Infra.Model;

/// <summary>The place of a service that the program does not create, as a network policy has to name it.</summary>
public abstract record ServicePlace
{
    private const string ServiceSuffix = ".svc";
    private const string ClusterSuffix = ".svc.cluster.local";

    // Reserved for private use (RFC 2606, 6762 and 8375, and ICANN's resolution 2024.07.29.06), or never delegated.
    private static readonly string[] PrivateSuffixes =
        [".corp", ".home", ".home.arpa", ".internal", ".intranet", ".lan", ".local", ".localdomain", ".private", ".test"];

    private ServicePlace()
    {
    }

    /// <summary>The place of a service.</summary>
    /// <param name="system">The system.</param>
    /// <param name="endpoint">The service's endpoint.</param>
    /// <param name="addresses">Its described addresses; empty for none.</param>
    public static ServicePlace Of(SystemSpec system, ServiceEndpoint endpoint, IReadOnlyList<Cidr> addresses)
    {
        if (addresses.Count > 0)
        {
            return new AtAddresses([.. addresses]);
        }

        if (Ipv4.TryParse(endpoint.Host, out var address))
        {
            return At(address);
        }

        if (InCluster(endpoint.Host) is { } pods)
        {
            return pods;
        }

        foreach (var host in system.Compose.Hosts)
        {
            if (host.Address == endpoint.Host || host.Name == endpoint.Host)
            {
                return new OnDockerHost(host);
            }
        }

        foreach (var node in system.Cluster.Nodes)
        {
            if (node.Name == endpoint.Host || node.Address == endpoint.Host)
            {
                return At(node.PrivateIp);
            }
        }

        return IsPrivate(endpoint.Host) ? new Unknown() : new OnInternet();
    }

    private static AtAddresses At(Ipv4 address) => new([Cidr.Parse($"{address}/32")]);

    private static InPods? InCluster(string host)
    {
        var name = host.EndsWith(ClusterSuffix, StringComparison.Ordinal) ? host[..^ClusterSuffix.Length]
            : host.EndsWith(ServiceSuffix, StringComparison.Ordinal) ? host[..^ServiceSuffix.Length]
            : "";
        // A pod of a set has its own name in front.
        var labels = name.Split('.');
        return labels.Length >= 2 ? new(labels[^2], labels[^1]) : null;
    }

    private static bool IsPrivate(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        || Array.Exists(PrivateSuffixes, suffix => host.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>Addresses that are known.</summary>
    /// <param name="Ranges">The ranges.</param>
    public sealed record AtAddresses(IReadOnlyList<Cidr> Ranges) : ServicePlace;

    /// <summary>A service of the cluster.</summary>
    /// <param name="Service">Its name.</param>
    /// <param name="Namespace">Its namespace.</param>
    public sealed record InPods(string Service, string Namespace) : ServicePlace;

    /// <summary>A Docker host of the system.</summary>
    /// <param name="Host">The host.</param>
    public sealed record OnDockerHost(ComposeHostSpec Host) : ServicePlace;

    /// <summary>A public address.</summary>
    public sealed record OnInternet : ServicePlace;

    /// <summary>A private address that nothing says.</summary>
    public sealed record Unknown : ServicePlace;
}
