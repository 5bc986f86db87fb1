using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// The layers of a described system, each by itself. Merging hides values that a later layer replaces, and those of phases that are not
/// reached yet; each of them is read one day.
/// </summary>
public static class SystemLayers
{
    /// <summary>Lists the values that no setting can have, in every file and every phase.</summary>
    /// <param name="files">The project's files.</param>
    /// <param name="system">Name of the system.</param>
    /// <param name="environment">Environment whose file is checked; null for all environments.</param>
    public static IReadOnlyList<Problem> Check(ProjectFiles files, string system, string? environment = null)
    {
        var problems = new ProblemList();
        Layer(Read(SystemFiles.System));
        foreach (var name in environment is null ? SystemFiles.Environments(files.Root, system) : [environment])
        {
            Layer(Read(SystemFiles.Environment(name)));
        }

        // What is wrong in the file itself is a problem of every stack.
        if (Read(SystemFiles.Migration) is { } map && new SpecBinder(new(), new()).Bind<MigrationSpec>(map) is { } migration)
        {
            foreach (var phase in migration.Phases)
            {
                Layer(phase.Changes?.Root);
                foreach (var step in phase.Steps)
                {
                    Layer(step.Changes?.Root);
                    foreach (var changes in step.Environments.Where(changes => environment is null || changes.Name == environment))
                    {
                        Layer(changes.Changes.Root);
                    }
                }
            }
        }

        return problems.Sorted();

        YamlMap? Read(string file) => files.Read($"{SystemFiles.Folder}/{system}/{file}", new());

        void Layer(YamlMap? layer)
        {
            if (layer is not null)
            {
                _ = new SpecBinder(problems, new(), isLayer: true).Bind<SystemSpec>(layer);
            }
        }
    }
}
