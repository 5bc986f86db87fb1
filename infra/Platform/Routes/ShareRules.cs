using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>
/// Rules of hosts that several environments share (A/B), or the cluster and a Docker host: both must be one site, a visitor must stay in
/// one of them, and what is sent to Docker must not be readable on the way. The other environment's description is known where its stack
/// was read.
/// </summary>
internal static class ShareRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var host in context.Spec.Ingress.Hosts)
        {
            CheckHost(context, host);
        }
    }

    private static void CheckHost(ValidationContext context, HostSpec host)
    {
        if (context.Spec.Apps.FirstOrDefault(candidate => candidate.Name == host.App) is not { } app)
        {
            return;
        }

        CheckCookie(context, host);
        CheckWay(context, host, app);
        var environments = host.SharingEnvironments();
        if (environments.Count < 2)
        {
            return;
        }

        foreach (var neighbour in context.Neighbours)
        {
            if (neighbour.Environment.Name != context.Spec.Environment.Name
                && environments.Contains(neighbour.Environment.Name)
                && neighbour.Apps.FirstOrDefault(candidate => candidate.Name == host.App) is { } other)
            {
                CheckDatabases(context, host, app, neighbour, other);
                CheckVolumes(context, host, app, neighbour, other);
            }
        }
    }

    private static void CheckCookie(ValidationContext context, HostSpec host)
    {
        var sharing = host.Backends.Where(static backend => backend.Weight > 0).Select(static backend => backend.Name).ToList();
        if (host.Sticky == false && sharing.Count > 1)
        {
            context.Warn(
                host,
                "sticky",
                $"'{host.Name}' is shared by {string.Join(" and ", sharing)}, and each request of a visitor may go to another one: "
                    + "two versions mix on one page, and sessions that an app keeps to itself are lost",
                "remove sticky: a cookie then keeps each visitor with one of them");
        }
    }

    /// <summary>Warns of requests, with their cookies, that cross a public network as plain HTTP.</summary>
    private static void CheckWay(ValidationContext context, HostSpec host, AppSpec app)
    {
        var cluster = context.Spec.Cluster;
        if (context.Spec.Ingress.Tls.Mode == TlsMode.None
            || app.Compose is not { Https: null } compose
            || !PublishedHosts.IsInCluster(context.Spec, app, host))
        {
            return;
        }

        foreach (var backend in host.Backends)
        {
            if (backend.Weight > 0
                && backend.ComposeHost is { } name
                && context.Spec.Compose.Host(name) is { } docker
                && !(docker.ClusterAddress() is { } address && (cluster.Network.Cidr.Contains(address) || PrivateRanges.Contain(address))))
            {
                context.Warn(
                    compose,
                    "port",
                    $"the share of '{host.Name}' that '{name}' answers leaves the cluster as plain HTTP, to {docker.Address}: "
                        + "passwords and cookies of visitors can be read on the way",
                    "answer HTTPS there and describe it (compose.https), or give the host an address in the private network");
            }
        }
    }

    private static void CheckDatabases(ValidationContext context, HostSpec host, AppSpec app, SystemSpec neighbour, AppSpec other)
    {
        var (here, there) = (context.Spec.Environment.Name, neighbour.Environment.Name);
        var remedy = $"give '{app.Name}' the databases of '{here}' in '{there}' too (databases, and the variables that name them), "
            + $"or set the weight of '{there}' to 0";
        var (own, theirs) = (DatabasesOf(context.Spec, app, areCaches: false), DatabasesOf(neighbour, other, areCaches: false));
        if (own != theirs)
        {
            context.Error(
                host,
                "backends",
                $"'{app.Name}' uses {own} in '{here}' and {theirs} in '{there}': two databases mean two sites, "
                    + "and what a visitor writes in one is missing in the other",
                remedy);
        }

        (own, theirs) = (DatabasesOf(context.Spec, app, areCaches: true), DatabasesOf(neighbour, other, areCaches: true));
        if (own != theirs)
        {
            context.Warn(
                host,
                "backends",
                $"'{app.Name}' uses {own} in '{here}' and {theirs} in '{there}': sessions, queues and messages of one are unknown "
                    + "in the other",
                remedy);
        }
    }

    private static void CheckVolumes(ValidationContext context, HostSpec host, AppSpec app, SystemSpec neighbour, AppSpec other)
    {
        // A claim belongs to one namespace, so the volumes are two, whatever their names.
        var volumes = app.Mounts.Where(mount => !mount.ReadOnly).Select(mount => mount.Name)
            .Intersect(other.Mounts.Where(mount => !mount.ReadOnly).Select(mount => mount.Name), StringComparer.Ordinal)
            .ToList();
        if (volumes.Count > 0)
        {
            context.Warn(
                host,
                "backends",
                $"'{app.Name}' writes to {string.Join(", ", volumes)} in '{context.Spec.Environment.Name}' and "
                    + $"in '{neighbour.Environment.Name}', and no volume is in two namespaces: files that are uploaded in one are missing "
                    + "in the other",
                "store uploads in a bucket, or publish the paths that upload as a host of one environment alone (label and path)");
        }
    }

    /// <summary>Databases of an app in one text, each as <c>server/database</c> with the environment of a server of its own.</summary>
    private static string DatabasesOf(SystemSpec system, AppSpec app, bool areCaches)
    {
        var names = app.Databases.Select(use => (use.Server, use.Name))
            .Concat(app.Env.Where(variable => variable.Database is not null)
                .Select(variable => (variable.Database!.Server, Name: variable.Database.Database)))
            .Where(use => system.Databases.Redis.Any(redis => redis.Name == use.Server) == areCaches)
            .Select(use => $"{use.Server}/{use.Name}"
                + (system.Databases.Server(use.Server)?.EnvironmentIn(system) is { } environment ? $" of {environment}" : ""))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return names.Count == 0 ? "no database" : string.Join(", ", names);
    }
}
