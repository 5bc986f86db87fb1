using Infra.Model;
using Infra.Platform;

namespace Infra.Preview.Overview;

/// <summary>Published hosts: app, where the requests go, and who has the certificate.</summary>
internal static class TrafficSection
{
    /// <summary>Makes the section.</summary>
    public static OverviewSection Of(SystemSpec system)
    {
        var routed = RoutedHosts.Of(system);
        return new(
            "hosts",
            [
                .. system.Ingress.Hosts.Where(host => host.Tool is null || system.OwnsCluster())
                    .Select(host => Row(system, host, routed.Any(each => ReferenceEquals(each.Spec, host)))),
            ]);
    }

    private static IReadOnlyList<string> Row(SystemSpec system, HostSpec host, bool isInCluster)
    {
        return
        [
            host.FullName(system.Domain) + (host.Path == "/" ? "" : host.Path),
            host.Target(),
            Shares(host, isInCluster),
            isInCluster ? Tls(system.Ingress.Tls) : "not through the cluster",
            Access(host),
        ];
    }

    private static string Shares(HostSpec host, bool isInCluster)
    {
        if (host.Backends.Count == 0)
        {
            return isInCluster ? "this stack" : "nowhere yet";
        }
        var shares = host.Backends.Where(backend => backend.Weight > 0);
        return string.Join(", ", shares.Select(backend => $"{backend.Environment ?? backend.ComposeHost} {backend.Weight} %"));
    }

    private static string Access(HostSpec host)
    {
        var words = new List<string>();
        if (host.AllowFrom.Count > 0)
        {
            words.Add($"only {string.Join(", ", host.AllowFrom)}");
        }
        if ((host.Authentication ?? host.BasicAuth) is { } users)
        {
            words.Add($"sign-in {users}");
        }
        return string.Join("; ", words);
    }

    private static string Tls(TlsSpec tls) => tls.Mode switch
    {
        TlsMode.CertManager => tls.Staging ? "Let's Encrypt staging" : "Let's Encrypt",
        TlsMode.Cloudflare => "Cloudflare",
        _ => "no TLS",
    };
}
