using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of sign-ins in front of hosts.</summary>
internal static class SignInRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var ingress = context.Spec.Ingress;
        foreach (var authentication in ingress.Authentication)
        {
            CheckApp(context, authentication);
        }

        var byName = new Dictionary<string, HostSpec>(StringComparer.Ordinal);
        foreach (var host in ingress.Hosts)
        {
            if (SignIns.Of(ingress, host) is { } authentication)
            {
                CheckHost(context, host, authentication);
                CheckSameName(context, host, byName);
            }
        }
    }

    private static void CheckApp(ValidationContext context, AuthenticationSpec authentication)
    {
        if (SignIns.AppOf(context.Spec, authentication) is not { } app)
        {
            return;
        }

        if (authentication.Port is { } port)
        {
            context.Resolve(authentication, "port", $"port of '{app.Name}'", port, app.Ports);
        }
        else if (app.Ports.Count == 0)
        {
            context.Error(authentication, "app", $"'{app.Name}' listens on no port", "give the app a port, or name another");
        }

        if (app.RunsOn is not (Placement.K3s or Placement.Both)
            && context.Spec.Ingress.Hosts.Any(host => host.Authentication == authentication.Name))
        {
            context.Error(
                authentication,
                "app",
                $"'{app.Name}' does not run on the cluster, and Traefik would refuse every request to the hosts behind it",
                $"set runsOn of '{app.Name}' to k3s or both, or remove authentication from the hosts");
        }

        if (authentication.Pages == "/")
        {
            context.Error(
                authentication, "pages", "the app would answer all requests to the hosts itself", "name the path of its own pages");
        }
    }

    private static void CheckHost(ValidationContext context, HostSpec host, AuthenticationSpec authentication)
    {
        if (host.App == authentication.App)
        {
            context.Error(
                host,
                "authentication",
                $"'{authentication.App}' would have to sign people in before it can sign them in",
                "remove authentication from this host");
        }

        if (host.Path == authentication.Pages || host.Path.StartsWith($"{authentication.Pages}/", StringComparison.Ordinal))
        {
            context.Error(
                host,
                "path",
                $"'{authentication.App}' has its own pages at {authentication.Pages} on this host",
                "choose another path, or set pages of the sign-in");
        }
    }

    /// <summary>The pages of two sign-ins on one name would have one path.</summary>
    private static void CheckSameName(ValidationContext context, HostSpec host, Dictionary<string, HostSpec> byName)
    {
        var name = host.FullName(context.Spec.Domain);
        if (!byName.TryAdd(name, host) && byName[name].Authentication != host.Authentication)
        {
            context.Error(
                host,
                "authentication",
                $"'{byName[name].Name}' publishes '{name}' too, behind the sign-in '{byName[name].Authentication}'",
                "use one sign-in for all paths of a name");
        }
    }
}
