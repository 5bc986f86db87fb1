using System.Text;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Compose;

/// <summary>Rules of Compose projects as planned: their names, their size, and the paths in their containers.</summary>
internal static class ProjectRules
{
    /// <summary>
    /// Bytes that the text of a Compose file may have: a variable of a Linux process has at most 128 KiB
    /// (https://man7.org/linux/man-pages/man2/execve.2.html, MAX_ARG_STRLEN).
    /// </summary>
    private const int LargestFile = 120 * 1024;

    private static readonly string[] Steps = ["engine", "firewall", "ports", "projects"];
    private static readonly string[] OfTheSystem = ["/dev", "/proc", "/sys"];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var host in context.Spec.Compose.Hosts)
        {
            if (!host.Managed)
            {
                continue;
            }

            foreach (var project in PlannedService.Of(context.Spec)
                .Where(planned => planned.Compose.Managed && planned.Compose.Host == host.Name)
                .GroupBy(static planned => planned.Project, StringComparer.Ordinal))
            {
                CheckName(context, host, project.First(), names);
            }
        }

        foreach (var planned in PlannedService.Of(context.Spec))
        {
            if (planned.Compose.Managed && context.Spec.Compose.Host(planned.Compose.Host) is { Managed: true })
            {
                CheckPaths(context, planned);
            }
        }

        if (!context.Problems.HasErrors)
        {
            CheckSizes(context);
        }
    }

    /// <summary>Checks the size of the projects' files, which are made of a description without errors.</summary>
    private static void CheckSizes(ValidationContext context)
    {
        foreach (var project in ComposeProjects.Of(context.Spec))
        {
            var bytes = Encoding.UTF8.GetByteCount(ComposeFile.Of(project));
            if (bytes > LargestFile)
            {
                context.Error(
                    project.Host,
                    null,
                    $"the Compose file of the project '{project.Name}' has {bytes / 1024} KiB, and a step takes {LargestFile / 1024}",
                    "give some of its services another compose.project, or move long texts to files");
            }
        }
    }

    private static void CheckName(
        ValidationContext context, ComposeHostSpec host, PlannedService first, Dictionary<string, string> names)
    {
        var name = $"{host.Name}-{first.Project}";
        if (Steps.Contains(first.Project))
        {
            context.Error(
                first.Compose,
                "project",
                $"'{first.Project}' is the name of a step on every Docker host",
                $"choose another name of the project, none of {string.Join(", ", Steps)}");
        }
        else if (!names.TryAdd(name, host.Name))
        {
            context.Error(
                first.Compose,
                "project",
                $"the project '{first.Project}' of '{host.Name}' and one of '{names[name]}' have the name docker-{name} together",
                "choose another name of one of the projects");
        }
    }

    private static void CheckPaths(ValidationContext context, PlannedService planned)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (record, path) in PathsOf(planned))
        {
            if (!taken.Add(path) && record is AppFileSpec)
            {
                context.Error(record, "path", $"'{planned.Record.Name}' has two things at {path}", "give each its own path");
            }

            if (record is ComposeVolumeSpec
                && Array.Exists(OfTheSystem, folder => $"{path}/".StartsWith($"{folder}/", StringComparison.Ordinal)))
            {
                context.Error(
                    record, "path", $"{path} is a folder of the system's own files; the container would not start", "choose another path");
            }
        }
    }

    private static IEnumerable<(object Record, string Path)> PathsOf(PlannedService planned)
    {
        var own = planned.Compose.Volumes.Select(static volume => volume.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var mount in planned.App?.Mounts ?? [])
        {
            if (!own.Contains(mount.Path))
            {
                yield return (mount, mount.Path);
            }
        }

        foreach (var volume in planned.Compose.Volumes)
        {
            yield return (volume, volume.Path);
        }

        foreach (var file in planned.App?.Files ?? [])
        {
            yield return (file, file.Path);
        }
    }
}
