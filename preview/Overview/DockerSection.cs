using System.Globalization;
using Infra.Compose;
using Infra.Model;

namespace Infra.Preview.Overview;

/// <summary>
/// Docker hosts of the stack, one a row: address, who brings the services up, memory, and the projects with their services.
/// </summary>
internal static class DockerSection
{
    private const decimal Gibibyte = 1024m * 1024 * 1024;

    /// <summary>Makes the section.</summary>
    public static OverviewSection Of(SystemSpec system)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var host in system.Compose.Hosts)
        {
            var projects = Projects(system, host);
            if (host.Managed || projects.Count > 0)
            {
                rows.Add([host.Name, host.Address, host.Managed ? "managed" : "only referred to", Memory(system, host), Words(projects)]);
            }
        }

        return new("Docker hosts", rows);
    }

    /// <summary>Projects of a host, with those that others bring up, each as its name and its services unless it is the only one.</summary>
    private static List<string> Projects(SystemSpec system, ComposeHostSpec host)
    {
        var projects = new List<string>();
        foreach (var project in PlannedService.Of(system).Where(planned => planned.Compose.Host == host.Name)
            .GroupBy(static planned => planned.Project, StringComparer.Ordinal))
        {
            string[] services = [.. project.Select(static planned => planned.Service)];
            var name = services is [var only] && only == project.Key ? project.Key : $"{project.Key} ({string.Join(' ', services)})";
            projects.Add(host.Managed && !project.First().Compose.Managed ? $"{name} as it is" : name);
        }

        if (host.Managed && ComposeProjects.Of(system, host).Any(static project => project.Name == DockerAgents.Project))
        {
            projects.Add(DockerAgents.Project);
        }

        return projects;
    }

    private static string Memory(SystemSpec system, ComposeHostSpec host)
    {
        var memory = HostMemory.Of(system, host);
        return host.Memory is null
            ? $"up to {Gib(memory.Total)}"
            : $"up to {Gib(memory.Total)} of {Gib(host.Memory.Value)}{(memory.NodeBytes > 0 ? " with the node" : "")}";
    }

    private static string Words(List<string> projects) => projects.Count == 0 ? "no project" : string.Join(", ", projects);

    private static string Gib(decimal bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Gibibyte:0.##}Gi");
}
