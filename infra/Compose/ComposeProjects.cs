using Infra.Model;

namespace Infra.Compose;

/// <summary>Selection of the Compose projects that a stack brings up on its managed hosts.</summary>
public static class ComposeProjects
{
    /// <summary>The projects of a stack, in the order of hosts and of their first services; those of the hosts' agents last.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<ComposeProject> Of(SystemSpec system) =>
        [.. system.Compose.Hosts.Where(static host => host.Managed).SelectMany(host => Of(system, host))];

    /// <summary>The projects of a managed host.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<ComposeProject> Of(SystemSpec system, ComposeHostSpec host)
    {
        var projects = new List<ComposeProject>();
        foreach (var project in PlannedService.Of(system).Where(planned => planned.Compose.Host == host.Name && planned.Compose.Managed)
            .GroupBy(static planned => planned.Project, StringComparer.Ordinal))
        {
            projects.Add(new(host, project.Key, [.. project.Select(planned => ComposeServices.Of(system, host, planned))]));
        }

        if (DockerAgents.AreOf(system, host))
        {
            projects.Add(new(host, DockerAgents.Project, DockerAgents.Of(system, host)));
        }

        return projects;
    }
}
