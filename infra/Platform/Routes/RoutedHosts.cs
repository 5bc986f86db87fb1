using Infra.Model;

namespace Infra.Platform;

/// <summary>
/// All that a stack has routes for: the hosts that apps in the cluster answer, those of the platform's tools, and on hosts with a sign-in
/// the pages of the app that signs people in.
/// </summary>
public static class RoutedHosts
{
    private const int WholeTraffic = 100;

    /// <summary>The hosts and pages.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<PublishedHost> Of(SystemSpec system)
    {
        List<PublishedHost> hosts = [.. PublishedHosts.Of(system)];
        foreach (var host in system.Ingress.Hosts)
        {
            if (system.OwnsCluster() && host.Tool is { } tool && ToolEndpoint.Of(system, tool) is { } endpoint)
            {
                var share = new PublishedShare(
                    system.Environment.Name, endpoint.Service, endpoint.Pods.Namespace, "http", WholeTraffic)
                {
                    Number = endpoint.ServicePort,
                };
                hosts.Add(new(host, host.FullName(system.Domain), endpoint.Pods.Namespace, [share]));
            }
        }

        hosts.AddRange(SignIns.PagesOf(system, hosts));
        return hosts;
    }
}
