using System.Globalization;

namespace Infra.Compose;

/// <summary>Parameters of the step that brings a project up. They contain no secret.</summary>
public static class ProjectParameters
{
    // The kernel takes at most 128 KiB for a variable; a character has up to three bytes in UTF-8, and a pair of them four.
    private const int PartLength = 32 * 1024;

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
            ["VOLUMES"] = string.Join(' ', ComposeFile.VolumesOf(project)),
            ["NETWORK"] = ComposeFile.SharedNetworkOf(project) ?? "",
            ["SECRETS"] = project.Services.Sum(SecretsOf).ToString(CultureInfo.InvariantCulture),
        };
        AddFiles(project, parameters);
        return parameters;
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
