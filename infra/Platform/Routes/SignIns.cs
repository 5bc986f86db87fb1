using Infra.Model;

namespace Infra.Platform;

/// <summary>The apps that sign people in for other hosts.</summary>
internal static class SignIns
{
    /// <summary>The sign-in in front of a host; null for none.</summary>
    /// <param name="ingress">The settings.</param>
    /// <param name="host">The host.</param>
    public static AuthenticationSpec? Of(IngressSpec ingress, HostSpec host)
    {
        foreach (var authentication in ingress.Authentication)
        {
            if (authentication.Name == host.Authentication)
            {
                return authentication;
            }
        }

        return null;
    }

    /// <summary>The URL that Traefik asks.</summary>
    /// <param name="system">The system.</param>
    /// <param name="authentication">The sign-in.</param>
    /// <exception cref="InvalidOperationException">The app or its port does not exist.</exception>
    public static string AddressOf(SystemSpec system, AuthenticationSpec authentication)
    {
        var app = AppOf(system, authentication) ?? throw new InvalidOperationException($"there is no app '{authentication.App}'");
        var port = PortOf(app, authentication.Port)
            ?? throw new InvalidOperationException($"'{app.Name}' does not listen on '{authentication.Port}'");
        var service = $"{PublishedHosts.ServiceOf(app)}.{system.NamespaceOf(app)}.svc";
        return $"http://{service}:{port.ServicePort ?? port.Port}{authentication.Path}";
    }

    /// <summary>The app that is asked; null for none.</summary>
    /// <param name="system">The system.</param>
    /// <param name="authentication">The sign-in.</param>
    public static AppSpec? AppOf(SystemSpec system, AuthenticationSpec authentication)
    {
        foreach (var app in system.Apps)
        {
            if (app.Name == authentication.App)
            {
                return app;
            }
        }

        return null;
    }

    /// <summary>A port of an app by its name, or its first; null for none.</summary>
    /// <param name="app">The app.</param>
    /// <param name="name">The name; null for the first.</param>
    public static PortSpec? PortOf(AppSpec app, string? name)
    {
        foreach (var port in app.Ports)
        {
            if (name is null || port.Name == name)
            {
                return port;
            }
        }

        return null;
    }

    /// <summary>
    /// The app's own pages on the hosts that it protects, each full name once. Their routes are beside the app, and Traefik finds the
    /// certificate by the name. Who may open none of the hosts may not open the pages.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="hosts">The hosts with routes.</param>
    public static IReadOnlyList<PublishedHost> PagesOf(SystemSpec system, IReadOnlyList<PublishedHost> hosts)
    {
        var pages = new List<PublishedHost>();
        foreach (var name in hosts.Where(host => host.Spec.Authentication is not null).GroupBy(host => host.FullName))
        {
            var first = name.First().Spec;
            if (Of(system.Ingress, first) is { } authentication)
            {
                var everyone = name.Any(host => host.Spec.AllowFrom.Count == 0);
                pages.AddRange(PublishedHosts.Of(system with
                {
                    Ingress = system.Ingress with
                    {
                        Hosts =
                        [
                            new()
                            {
                                Name = PagesName(first),
                                Label = first.Label ?? first.Name,
                                App = authentication.App,
                                Port = authentication.Port,
                                Path = authentication.Pages,
                                AllowFrom = everyone ? [] : [.. name.SelectMany(host => host.Spec.AllowFrom).Distinct()],
                            },
                        ],
                    },
                }).Select(page => page with { BringsCertificate = false }));
            }
        }

        return pages;
    }

    /// <summary>Name of the entry for the pages on a host.</summary>
    /// <param name="host">The host.</param>
    public static string PagesName(HostSpec host) => $"{host.LabelObjectName()}-sign-in";
}
