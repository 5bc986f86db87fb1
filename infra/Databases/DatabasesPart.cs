using Infra.Charts;
using Infra.Flows;
using Infra.Model;
using Infra.Parts;

namespace Infra.Databases;

/// <summary>The databases as a part of the stack: servers, their operators, databases, dumps and the jobs that prepare them.</summary>
public sealed class DatabasesPart : StackPart
{
    /// <inheritdoc/>
    public override string Name => "databases";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("databases")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> KindsNotBackedUp { get; } =
    [
        "clusters.postgresql.cnpg.io", "backups.postgresql.cnpg.io", "scheduledbackups.postgresql.cnpg.io", "poolers.postgresql.cnpg.io", "databases.postgresql.cnpg.io",
        "databaseroles.postgresql.cnpg.io", "perconaxtradbclusters.pxc.percona.com", "perconaxtradbclusterbackups.pxc.percona.com", "perconaxtradbclusterrestores.pxc.percona.com",
    ];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.Databases.Servers().Any();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>();
        AddServers(system, names);
        foreach (var instance in DatabasePlacement.Redis(system))
        {
            AddIfSet(instance.Password);
        }

        foreach (var dump in DatabasePlacement.Dumps(system))
        {
            names.Add(dump.RcloneConfig);
            AddIfSet(dump.RestoreTest is null ? null : dump.Identity);
        }

        foreach (var app in system.Apps)
        {
            foreach (var job in app.InitJobs)
            {
                foreach (var variable in job.Env)
                {
                    AddIfSet(InitJobPlacement.Runs(system, app, job) ? variable.Secret : null);
                }
            }
        }

        return names;

        void AddIfSet(string? name)
        {
            if (name is not null)
            {
                names.Add(name);
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system)
    {
        var postgres = DatabasePlacement.Postgres(system);
        var charts = new List<Chart>();
        if (postgres.Count > 0)
        {
            charts.Add(CloudNativePgVersions.Operator);
        }

        if (postgres.Any(server => server.Archive is not null))
        {
            charts.Add(CloudNativePgVersions.BarmanCloud);
        }

        if (DatabasePlacement.MySql(system).Count > 0)
        {
            charts.Add(MySqlVersions.Operator);
        }

        return charts;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<RoleRule> RoleRules(AccessLevel level)
    {
        string[] read = ["perconaservermysqls", "perconaservermysqlbackups"];
        return level switch
        {
            AccessLevel.Viewer => [.. Rules(RoleRule.Read, read)],
            AccessLevel.Admin => [.. Rules(RoleRule.Write, [.. read, "perconaservermysqlrestores"])],
            _ => [],
        };

        static RoleRule[] Rules(string[] verbs, string[] mysql) =>
        [
            new(["postgresql.cnpg.io"], ["clusters", "backups", "scheduledbackups", "poolers", "databases"], verbs),
            new(["barmancloud.cnpg.io"], ["objectstores"], verbs),
            new(["ps.percona.com"], mysql, verbs),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) => DatabaseFlows.Metrics(scene.Spec);

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene) => DatabaseFlows.AddTo(scene);

    /// <summary>Adds the keys of the archives, and the passwords, of the servers and databases that this stack makes.</summary>
    private static void AddServers(SystemSpec system, List<string> names)
    {
        foreach (var location in DatabasePlacement.Postgres(system).Select(server => server.Archive).Concat(DatabasePlacement.MySql(system).Select(server => server.Archive)))
        {
            if (location is not null)
            {
                names.Add(location.Location.AccessKey);
                names.Add(location.Location.SecretKey);
            }
        }

        foreach (var server in system.Databases.Servers())
        {
            foreach (var known in system.Databases.DatabasesOn(server.Name))
            {
                if (known is DatabaseSpec { Password: { } password } database && DatabasePlacement.Makes(system, server.Name, database.Environment))
                {
                    names.Add(password);
                }
            }
        }
    }
}
