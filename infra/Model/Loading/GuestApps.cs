using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// The apps with pods in the environments to which hosts of an owner's stack give a share of their traffic. Each environment is folded as
/// for its own stack: its phase, its overrides. Where another phase than the owner's own is looked at, all stacks are taken to be in it.
/// </summary>
internal static class GuestApps
{
    /// <summary>The environments in the owner's cluster that have a share.</summary>
    /// <param name="spec">The owner's system.</param>
    /// <param name="guests">The environments in its cluster.</param>
    public static IReadOnlyList<string> Environments(SystemSpec spec, IReadOnlyList<string> guests)
    {
        var names = new List<string>();
        foreach (var host in guests.Count > 0 ? spec.Ingress.Hosts : [])
        {
            foreach (var backend in host.Backends)
            {
                if (backend is { Weight: > 0, Environment: { } name } && guests.Contains(name) && !names.Contains(name))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }

    /// <summary>The stack of an environment; null when there is none.</summary>
    /// <param name="files">The project's files.</param>
    /// <param name="system">The system's name.</param>
    /// <param name="environment">The environment.</param>
    public static StackSelection? StackOf(ProjectFiles files, string system, string environment)
    {
        foreach (var name in SystemFiles.Stacks(files.Root))
        {
            if (StackFile.Read(files, name).Select(new ProblemList()) is { } found
                && found.System == system
                && found.Environment == environment)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The names of the apps with pods that a folded system describes, and with them their services.</summary>
    /// <param name="folded">The folded system.</param>
    public static IEnumerable<string> In(YamlMap folded)
    {
        foreach (var item in (folded.Find("apps")?.Value as YamlSequence)?.Items ?? [])
        {
            if (item is YamlMap app
                && app.Text("name") is { } name
                && app.Text("runsOn") is null or "k3s" or "both"
                && app.Find("ports")?.Value is YamlSequence { Items.Count: > 0 })
            {
                yield return name;
            }
        }
    }
}
