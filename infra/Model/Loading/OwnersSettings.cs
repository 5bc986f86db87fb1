using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// Refusal of settings that a stack in another's cluster writes and only the owner of the cluster reads: without it they would do nothing.
/// </summary>
/// <param name="from">The environment that owns the cluster, as <c>cluster.from</c> names it.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class OwnersSettings(YamlScalar from, ProblemList problems)
{
    private const string Name = "name";
    private const string Volumes = "volumes";

    // Read by each stack for itself: the databases that it makes, and how its apps reach the server.
    private static readonly string[] OwnOfServers = ["databases", "runsOn", "compose"];

    private static readonly (string Section, string[] Own)[] Sections =
    [
        ("cluster", ["from", "fromStack"]),
        ("storage", [Volumes]),
        ("backup", []),
        ("observability", []),
        ("security", ["roles"]),
    ];

    /// <summary>Refuses the settings of sections that the owner describes for all.</summary>
    /// <param name="written">What the stack itself writes.</param>
    public void RefuseSections(YamlMap written)
    {
        foreach (var (section, own) in Sections)
        {
            foreach (var entry in written.Find(section)?.Value is YamlMap settings ? settings.Entries : [])
            {
                if (!own.Contains(entry.Key))
                {
                    Refuse(entry, $"{section}.{entry.Key}");
                }
            }
        }
    }

    /// <summary>Refuses the settings of servers, namespaces and volumes that the stack does not create.</summary>
    /// <param name="written">What the stack itself writes.</param>
    /// <param name="guest">The stack's system.</param>
    public void RefuseEntries(YamlMap written, SystemSpec guest)
    {
        foreach (var path in DatabasesSpec.ServerPaths)
        {
            RefuseIn(
                written,
                path,
                name => guest.Databases.Server(name) is { } server && !DatabasePlacement.Makes(guest, server)
                    && DatabasePlacement.IsOnCluster(server),
                OwnOfServers);
        }

        RefuseIn(
            written,
            "namespaces",
            name => guest.Namespaces.FirstOrDefault(known => known.Name == name) is { } known
                && known.Environment != guest.Environment.Name);
        RefuseIn(
            written,
            $"storage.{Volumes}",
            name => guest.Storage.Volumes.FirstOrDefault(known => known.Name == name) is { } volume
                && guest.Databases.Server(volume.Owner) is { } server && !DatabasePlacement.Makes(guest, server)
                && DatabasePlacement.IsOnCluster(server));
    }

    private void RefuseIn(YamlMap written, string path, Func<string, bool> isOwners, params IReadOnlyList<string> own)
    {
        YamlNode? node = written;
        foreach (var key in path.Split('.'))
        {
            node = (node as YamlMap)?.Find(key)?.Value;
        }

        var list = node is YamlMap map && YamlFold.IsReplacement(map, out var whole) ? whole : node as YamlSequence;
        foreach (var item in list?.Items.OfType<YamlMap>() ?? [])
        {
            if (item.Text(Name) is { } name && isOwners(name))
            {
                foreach (var entry in item.Entries.Where(entry => entry.Key != Name && !own.Contains(entry.Key)))
                {
                    Refuse(entry, $"{path}[{name}].{entry.Key}");
                }
            }
        }
    }

    private void Refuse(YamlEntry entry, string setting) => problems.Add(
        entry.Position,
        $"'{setting}' is described by '{from.Text}', which owns the cluster of this stack",
        "change it there, or leave it out here");
}
