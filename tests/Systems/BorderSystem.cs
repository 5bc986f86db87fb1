using Infra.Model;

namespace Infra.Tests.Systems;

/// <summary>
/// A cluster with one node and two managed Docker hosts beside it, with apps on both sides: <c>web</c> in the cluster calls <c>api</c> on
/// the host <c>one</c>; <c>front</c> on the same host calls <c>api</c>, <c>far</c> on the host <c>two</c> and <c>inside</c> in the cluster.
/// </summary>
internal static class BorderSystem
{
    public const string HostKey =
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFTReBrDoremrbc3db66mPK7rNpg21/IhPz3V3cMEynXdNcoDRb2KGqh"
        + "bld2tY54x3zT7yF2EFOMC+h8GIDXqf4=";

    public static ComposeHostSpec One { get; } = new() { Name = "one", Address = "192.0.2.21", Managed = true, HostKey = HostKey };

    public static ComposeHostSpec Two { get; } = new() { Name = "two", Address = "192.0.2.22", Managed = true, HostKey = HostKey };

    public static AppSpec Api { get; } = new()
    {
        Name = "api",
        Image = "registry.example.org/api:1.2.3",
        RunsOn = Placement.Compose,
        Ports = [new() { Name = "http", Port = 8080, ServicePort = 80 }],
        Compose = new() { Host = "one", Port = 18080 },
    };

    public static AppSpec Web { get; } = new()
    {
        Name = "web",
        Image = "registry.example.org/web:1.2.3",
        Ports = [new() { Name = "http", Port = 3000 }],
        Calls = ["api"],
        Env = [new() { Name = "API", Value = "http://$(app:api)/v1" }],
    };

    public static AppSpec Front { get; } = new()
    {
        Name = "front",
        Image = "registry.example.org/front:1.2.3",
        RunsOn = Placement.Compose,
        Calls = ["api", "far", "inside"],
        Env = [new() { Name = "CALLS", Value = "$(app:api) $(app:far/http) $(app:inside)" }],
        Compose = new() { Host = "one" },
    };

    public static AppSpec Far { get; } = new()
    {
        Name = "far",
        Image = "registry.example.org/far:1.2.3",
        RunsOn = Placement.Compose,
        Ports = [new() { Name = "http", Port = 9000 }],
        Compose = new() { Host = "two", Port = 19000 },
    };

    public static AppSpec Inside { get; } = new()
    {
        Name = "inside",
        Image = "registry.example.org/inside:1.2.3",
        Ports = [new() { Name = "http", Port = 7000, NodePort = 30090 }],
    };

    /// <summary>The system, with changes of single apps.</summary>
    public static SystemSpec With(params Func<AppSpec, AppSpec>[] changes)
    {
        var system = Described.StackOf("homelab");
        return system with
        {
            Apps = [.. ((AppSpec[])[Api, Web, Front, Far, Inside]).Select(app => changes.Aggregate(app, (each, change) => change(each)))],
            Workspaces = [],
            Compose = new() { Hosts = [One, Two] },
            Databases = new(),
            Storage = new(),
            Images = [],
            Secrets = [],
            Ingress = system.Ingress with { Hosts = [] },
            Observability = new()
            {
                Prometheus = new() { RunsOn = Placement.Nowhere },
                Grafana = new() { RunsOn = Placement.Nowhere },
                Loki = new() { RunsOn = Placement.Nowhere },
                Alloy = new() { RunsOn = Placement.Nowhere },
            },
        };
    }

    /// <summary>Changes the app of a name.</summary>
    public static Func<AppSpec, AppSpec> App(string name, Func<AppSpec, AppSpec> change) => app => app.Name == name ? change(app) : app;

    /// <summary>The system with the app <c>api</c> in a place.</summary>
    public static SystemSpec WithApi(Placement place, ShadowSpec? shadow = null) =>
        With(App("api", app => app with { RunsOn = place, Shadow = shadow }));
}
