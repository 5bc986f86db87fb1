using System.Globalization;

namespace Infra.Compose;

/// <summary>Parameters of the step that brings a project up. They contain no secret.</summary>
public static class ProjectParameters
{
    // The kernel takes at most 128 KiB for a variable; a character has up to three bytes in UTF-8, and a pair of them four.
    private const int PartLength = 32 * 1024;

    /// <summary>Shortest time that a project has to be up, in seconds.</summary>
    private const int ShortestUp = 900;

    /// <summary>Seconds beside the health checks of a project: images start slowly on a busy host.</summary>
    private const int Reserve = 300;

    /// <summary>
    /// Seconds that a project has to be up, once its images are there: the time in which the health checks of its slowest service, and of
    /// those that it waits for, come to their end.
    /// </summary>
    /// <param name="project">The project.</param>
    public static int UpSeconds(ComposeProject project)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var longest = 0;
        foreach (var service in project.Services)
        {
            longest = Math.Max(longest, After(service));
        }

        return Math.Max(ShortestUp, longest + Reserve);

        // A rule refuses services that wait for each other; here they would count once.
        int After(ComposeService service)
        {
            if (!known.TryGetValue(service.Name, out var seconds))
            {
                known[service.Name] = 0;
                foreach (var (name, healthy) in service.DependsOn)
                {
                    if (healthy && project.Services.FirstOrDefault(other => other.Name == name) is { } first)
                    {
                        seconds = Math.Max(seconds, After(first));
                    }
                }

                known[service.Name] = seconds += service.Health?.LongestSeconds ?? 0;
            }

            return seconds;
        }
    }

    /// <summary>The parameters of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="owner">Name of the stack.</param>
    public static IReadOnlyDictionary<string, string> Of(ComposeProject project, string owner)
    {
        var started = project.Services.Where(static service => service.Profile is null).ToList();
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DIRECTORY"] = project.Host.Directory,
            ["OWNER"] = owner,
            ["PROJECT"] = project.Name,
            ["COMPOSE_TEXT"] = ComposeFile.Of(project),
            ["SERVICES"] = string.Join(' ', started.Select(static service => service.Name)),
            ["IMAGES"] = string.Join(' ', started.Select(static service => service.Image).Distinct(StringComparer.Ordinal)),
            ["VOLUMES"] = string.Join(
                '\n', ComposeFile.VolumesOf(project).Select(volume => $"{volume} {ComposeFile.OwnerOf(project, volume)}".TrimEnd())),
            ["HOST_PATHS"] = string.Join(
                '\n', started.SelectMany(static service => service.HostPaths).Distinct(StringComparer.Ordinal)),
            ["WAIT_SECONDS"] = UpSeconds(project).ToString(CultureInfo.InvariantCulture),
            ["NETWORK"] = ComposeFile.SharedNetworkOf(project) ?? "",
            ["SECRETS"] = project.Services.Sum(SecretsOf).ToString(CultureInfo.InvariantCulture),
        };
        AddFiles(project, parameters);
        return parameters;
    }

    /// <summary>Lines of a project's name and those of its services, for the step that removes what is no longer described.</summary>
    /// <param name="projects">The projects of a host.</param>
    public static string ListOf(IEnumerable<ComposeProject> projects)
    {
        var lines = projects.Select(static project =>
            string.Join(' ', [project.Name, .. project.Services.Select(static service => service.Name).Order(StringComparer.Ordinal)]));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static int SecretsOf(ComposeService service) =>
        service.SecretEnvironment.Count + service.Files.Count(static file => file.Secret is not null);

    private static void AddFiles(ComposeProject project, Dictionary<string, string> parameters)
    {
        var lines = new List<string>();
        foreach (var service in project.Services)
        {
            foreach (var file in service.Files)
            {
                if (file.Content is { } content)
                {
                    var parts = PartsOf(content);
                    for (var part = 0; part < parts.Count; part++)
                    {
                        parameters.Add(string.Create(CultureInfo.InvariantCulture, $"FILE_{lines.Count}_{part}"), parts[part]);
                    }

                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"{ComposeFile.PathOf(service, file)} {parts.Count}"));
                }
            }
        }

        parameters.Add("FILES", string.Join('\n', lines));
    }

    private static List<string> PartsOf(string content)
    {
        var parts = new List<string>();
        for (var start = 0; start < content.Length;)
        {
            var end = Math.Min(start + PartLength, content.Length);
            if (end < content.Length && char.IsHighSurrogate(content[end - 1]))
            {
                end--;
            }

            parts.Add(content[start..end]);
            start = end;
        }

        return parts;
    }
}
