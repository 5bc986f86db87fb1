namespace Infra.Model.Validation;

/// <summary>Published hosts and their certificates.</summary>
public static class IngressRules
{
    private const int WholeTraffic = 100;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var ingress = context.Spec.Ingress;
        CheckTls(context, ingress.Tls);
        if (!ObjectName.IsDnsName(context.Spec.Domain))
        {
            context.Error(context.Spec, "domain", $"'{context.Spec.Domain}' is no domain", "write it like example.org");
        }

        var addresses = new UniqueWords(context, "name", "address");
        foreach (var host in ingress.Hosts)
        {
            addresses.Add(host, host.FullName(context.Spec.Domain) + host.Path);
            CheckHost(context, host);
            CheckBackends(context, host);
            CheckRateLimit(context, host, host.RateLimit);
        }

        CheckRateLimit(context, ingress, ingress.RateLimit);
    }

    /// <summary>The weights are a whole: none is negative, and together they are 100.</summary>
    public static bool IsWhole(IReadOnlyList<BackendSpec> backends)
    {
        var sum = 0L;
        foreach (var backend in backends)
        {
            if (backend.Weight < 0)
            {
                return false;
            }

            sum += backend.Weight;
        }

        return sum == WholeTraffic;
    }

    private static void CheckRateLimit(ValidationContext context, object record, RateLimitSpec? limit)
    {
        if (limit is { Average: < 1 } or { Burst: < 1 })
        {
            context.Error(record, "rateLimit", $"a rate limit of {limit.Average} with a burst of {limit.Burst} lets nobody in", "both are at least 1");
        }
    }

    private static void CheckTls(ValidationContext context, TlsSpec tls)
    {
        if (tls.Mode == TlsMode.CertManager && tls.Email is null)
        {
            context.Error(tls, null, "Let's Encrypt has no address to write to", "set tls.email");
        }

        if (tls.Email is { } email && (email.IndexOf('@', StringComparison.Ordinal) is < 1 || !email.Contains('.', StringComparison.Ordinal)))
        {
            context.Error(tls, "email", $"'{email}' is no mail address", "write it like ops@example.org");
        }

        if (tls is { Mode: TlsMode.CertManager, Challenge: AcmeChallenge.Dns01, CloudflareToken: null })
        {
            context.Error(tls, "challenge", "dns01 has no Cloudflare token", "name the declared secret in cloudflareToken");
        }

        if (tls.Mode == TlsMode.Cloudflare && context.Spec.Ingress.Traefik.TrustedProxies.Count == 0)
        {
            context.Error(tls, "mode", "Cloudflare is in front, but its addresses are not trusted", "list its ranges in traefik.trustedProxies, or every visitor has Cloudflare's address");
        }
    }

    private static void CheckHost(ValidationContext context, HostSpec host)
    {
        var firewall = context.Spec.Cluster.Firewall;
        var fullName = host.FullName(context.Spec.Domain);
        if (!ObjectName.IsDnsName(fullName))
        {
            context.Error(host, "name", $"'{fullName}' is no host name", "use lower-case letters, digits and dashes, or @ for the domain itself");
        }

        if (!host.Path.StartsWith('/'))
        {
            context.Error(host, "path", $"the path '{host.Path}' does not begin with a slash", $"/{host.Path}");
        }

        context.Resolve(host, "app", "app", host.App, context.Spec.Apps);
        if (context.Spec.Apps.FirstOrDefault(app => app.Name == host.App) is { } target)
        {
            if (host.Port is { } port)
            {
                context.Resolve(host, "port", $"port of '{host.App}'", port, target.Ports);
            }
            else if (target.Ports.Count == 0)
            {
                context.Error(host, "app", $"'{host.App}' listens on no port", "give the app a port, or publish another");
            }
        }

        foreach (var range in host.AllowFrom)
        {
            context.Resolve(host, "allowFrom", "named range", range, firewall.Ranges);
        }
    }

    private static void CheckBackends(ValidationContext context, HostSpec host)
    {
        if (host.Backends.Count == 0)
        {
            return;
        }

        if (!IsWhole(host.Backends))
        {
            context.Error(host, "backends", $"the weights of '{host.Name}' are {string.Join(" + ", host.Backends.Select(backend => backend.Weight))}", $"none is negative and together they are {WholeTraffic}");
        }

        var app = context.Spec.Apps.FirstOrDefault(candidate => candidate.Name == host.App);
        foreach (var backend in host.Backends)
        {
            CheckBackend(context, host, backend, app);
        }
    }

    private static void CheckBackend(ValidationContext context, HostSpec host, BackendSpec backend, AppSpec? app)
    {
        if (backend.Environment is null == backend.ComposeHost is null)
        {
            context.Error(backend, null, $"the share '{backend.Name}' of '{host.Name}' names {(backend.Environment is null ? "neither environment nor composeHost" : "both environment and composeHost")}", "one of them answers");
        }
        else if (backend.Environment is { } environment)
        {
            context.ResolveEnvironment(backend, "environment", environment);
            if (environment == context.Spec.Environment.Name && backend.Weight > 0 && app is { RunsOn: Placement.Compose or Placement.Nowhere })
            {
                context.Error(backend, "weight", $"{backend.Weight}% of '{host.Name}' go to '{app.Name}' on the cluster, where it does not run", $"set runsOn of '{app.Name}' to both or k3s first");
            }
        }
        else if (backend.ComposeHost is { } composeHost)
        {
            context.Resolve(backend, "composeHost", "Docker host", composeHost, context.Spec.Compose.Hosts);
            if (backend.Weight > 0 && app is not null && (app.RunsOn is Placement.K3s or Placement.Nowhere || app.Compose is not { Port: not null }))
            {
                context.Error(backend, "weight", $"{backend.Weight}% of '{host.Name}' go to '{app.Name}' in Docker, where it does not run or publishes no port", $"set runsOn of '{app.Name}' to both or compose, and compose.port");
            }
        }
    }
}
