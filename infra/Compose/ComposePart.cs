using Infra.Hosts;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Parts;
using Pulumi;

namespace Infra.Compose;

/// <summary>The Docker hosts and their Compose projects as a part of the stack.</summary>
public sealed class ComposePart : StackPart
{
    /// <inheritdoc/>
    public override string Name => "compose";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("compose")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.Compose.Hosts.Count > 0;

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods; the part of Prometheus watches the Docker hosts";

    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        ComposeHostRules.Check(context);
        ComposeNeighbourRules.Check(context);
        MachineRules.Check(context);
        PlaceRules.Check(context);
        ProjectRules.Check(context);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system) =>
    [
        .. ComposeProjects.Of(system).SelectMany(static project => project.Services).SelectMany(
            static service => service.SecretEnvironment.Select(static one => one.Secret)
                .Concat(service.Files.Select(static file => file.Secret).OfType<string>())),
    ];

    /// <summary>
    /// Creates the managed hosts. The services of apps come before: one that moved to the cluster leaves Docker after them. So do the moves
    /// of the data there, whose source is removed and whose apps are started only after them.
    /// </summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="made">The resources that the stack has made so far; takes the projects.</param>
    public static void Create(StackContext context, MadeParts made)
    {
        var system = context.System;
        foreach (var host in system.Compose.Hosts)
        {
            if (!host.Managed)
            {
                continue;
            }

            var projects = ComposeProjects.Of(system, host);
            var created = new ComposeHost(
                $"docker-{host.Name}",
                new()
                {
                    Host = host,
                    Projects = projects,
                    Ports = WantedHostPorts.Of(system, host),
                    After = project => Called(system, made, project),
                    BeforeRemoval = [.. MovedOut(system, made, host), .. made.MovesOf(host.Name)],
                },
                context);
            foreach (var (project, up) in created.Up)
            {
                made.ComposeProjects.Add($"{host.Name}/{project}", up);
            }
        }
    }

    /// <summary>The services in the cluster of apps that were on a host before: those leave Docker once these answer.</summary>
    private static List<Resource> MovedOut(SystemSpec system, MadeParts made, ComposeHostSpec host)
    {
        var services = new List<Resource>();
        foreach (var app in system.Apps)
        {
            if (app is { RunsOn: Placement.K3s, Compose: { } compose }
                && compose.Host == host.Name
                && made.Services.TryGetValue($"{system.NamespaceOf(app)}/{app.Name}", out var ready))
            {
                services.AddRange(ready);
            }
        }

        return services;
    }

    /// <summary>The services in the cluster of the apps that a project's services call, for its containers have their addresses.</summary>
    private static List<Resource> Called(SystemSpec system, MadeParts made, ComposeProject project)
    {
        var names = PlannedService.Of(system)
            .Where(planned => planned.Compose.Host == project.Host.Name && planned.Project == project.Name)
            .SelectMany(static planned => planned.App?.Calls ?? [])
            .ToHashSet(StringComparer.Ordinal);
        var services = new List<Resource>();
        foreach (var app in system.Apps)
        {
            if (app.RunsOn == Placement.K3s
                && names.Contains(app.Name)
                && made.Services.TryGetValue($"{system.NamespaceOf(app)}/{PublishedHosts.ServiceOf(app)}", out var ready))
            {
                services.AddRange(ready);
            }
        }

        return services;
    }
}
