using Infra.Model;

namespace Infra.Preview.Overview;

/// <summary>Published hosts: app, where the requests go, and who has the certificate.</summary>
internal static class TrafficSection
{
    /// <summary>Makes the section.</summary>
    public static OverviewSection Of(SystemSpec system) => new(
        "hosts",
        [.. system.Ingress.Hosts.Select(host => Row(system, host, system.Apps.FirstOrDefault(app => app.Name == host.App)))]);

    private static IReadOnlyList<string> Row(SystemSpec system, HostSpec host, AppSpec? app)
    {
        var isInCluster = app is not null && PublishedHosts.IsInCluster(system, app, host);
        return
        [
            host.FullName(system.Domain) + (host.Path == "/" ? "" : host.Path),
            host.App,
            Shares(host, isInCluster),
            isInCluster ? Tls(system.Ingress.Tls) : "not through the cluster",
            host.AllowFrom.Count > 0 ? $"only {string.Join(", ", host.AllowFrom)}" : "",
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

    private static string Tls(TlsSpec tls) => tls.Mode switch
    {
        TlsMode.CertManager => tls.Staging ? "Let's Encrypt staging" : "Let's Encrypt",
        TlsMode.Cloudflare => "Cloudflare",
        _ => "no TLS",
    };
}
