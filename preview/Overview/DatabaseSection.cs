using Infra.Databases;
using Infra.Model;

namespace Infra.Preview.Overview;

/// <summary>Database servers that the stack makes or has databases on: version, instances, storage and databases.</summary>
internal static class DatabaseSection
{
    /// <summary>Makes the section.</summary>
    public static OverviewSection Of(SystemSpec system)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var server in system.Databases.Servers())
        {
            var databases = DatabasePlacement.MadeOn(system, server);
            if (DatabasePlacement.Makes(system, server))
            {
                var place = $"{Instances(server)} in {DatabasePlacement.NamespaceOf(system, server)}";
                rows.Add(Row(server, place, Storage(system, server), databases));
            }
            else if (databases.Count > 0)
            {
                rows.Add(Row(server, $"server of {system.Stack.ClusterOwner}", "", databases));
            }
            else if (server.RunsOn == Placement.Compose && system.OwnsCluster())
            {
                rows.Add(Row(server, "Docker Compose", "", []));
            }
        }
        return new("databases", rows);
    }

    private static IReadOnlyList<string> Row(
        IDatabaseServerSpec server, string place, string storage, IReadOnlyList<ServerDatabase> databases)
    {
        var engine = DatabaseEngines.Of(server).Name;
        var image = ImageReference.Parse(server.Image);
        return
        [
            server.Name == engine ? engine : $"{server.Name} ({engine})",
            image.Tag ?? "by digest",
            place,
            storage,
            string.Join(", ", databases.Select(database => database.Name)),
        ];
    }

    private static string Instances(IDatabaseServerSpec server) => server.Instances == 1 ? "1 instance" : $"{server.Instances} instances";

    private static string Storage(SystemSpec system, IDatabaseServerSpec server) =>
        system.Storage.Volumes.FirstOrDefault(volume => volume.Name == server.Volume) is { } volume
            ? $"{volume.Size} {volume.Class}"
            : "nothing stored";
}
