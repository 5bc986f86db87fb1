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
        var rows = new List<IReadOnlyList<string>>();
        var byName = new Dictionary<string, (int At, int Paths)>(StringComparer.Ordinal);
        foreach (var host in system.Ingress.Hosts.Where(host => host.Tool is null || system.OwnsCluster()))
        {
            var row = Row(system, host, routed.Any(each => ReferenceEquals(each.Spec, host)));
            var name = host.FullName(system.Domain);
            var key = $"{name} {host.Path != "/"} {string.Join('|', row.Skip(1))}";
            if (byName.TryGetValue(key, out var first))
            {
                // Paths of one host that lead to the same place are one row.
                byName[key] = first with { Paths = first.Paths + 1 };
                rows[first.At] = [$"{rows[first.At][0].Split(' ')[0]} +{first.Paths}", .. row.Skip(1)];
            }
            else
            {
                byName.Add(key, (rows.Count, 1));
                rows.Add(row);
            }
        }

        return new("hosts", rows);
    }

    private static IReadOnlyList<string> Row(SystemSpec system, HostSpec host, bool isInCluster)
    {
        return
        [
            NameOf(host, system.Domain),
            host.Target(),
            Shares(host, isInCluster),
            isInCluster ? Tls(system.Ingress.Tls) : "not through the cluster",
            Access(host),
        ];
    }

    /// <summary>Name of a host; of one of its paths, only the label before the domain where there is one.</summary>
    private static string NameOf(HostSpec host, string domain)
    {
        var name = host.FullName(domain);
        return host.Path == "/" ? name
            : name.EndsWith($".{domain}", StringComparison.Ordinal) ? $"{name[..^(domain.Length + 1)]}{host.Path}"
            : $"{name}{host.Path}";
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
