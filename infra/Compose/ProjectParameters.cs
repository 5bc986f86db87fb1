namespace Infra.Compose;

/// <summary>Parameters of the step that brings a project up. They contain no secret.</summary>
public static class ProjectParameters
{
    /// <summary>The parameters of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="owner">Name of the stack.</param>
    public static IReadOnlyDictionary<string, string> Of(ComposeProject project, string owner)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DIRECTORY"] = project.Host.Directory,
            ["OWNER"] = owner,
            ["PROJECT"] = project.Name,
            ["COMPOSE_TEXT"] = ComposeFile.Of(project),
            ["SERVICES"] = string.Join(' ', project.Services.Select(static service => service.Name)),
            ["VOLUMES"] = string.Join(' ', ComposeFile.VolumesOf(project)),
        };
        var files = new List<string>();
        foreach (var service in project.Services)
        {
            foreach (var file in service.Files)
            {
                if (file.Content is { } content)
                {
                    var variable = $"FILE_{Naming.Digest.Of($"{service.Name}/{file.Name}")}";
                    files.Add($"{variable} {ComposeFile.PathOf(service, file)}");
                    parameters.Add(variable, content);
                }
            }
        }

        parameters.Add("FILES", string.Join('\n', files));
        return parameters;
    }
}
