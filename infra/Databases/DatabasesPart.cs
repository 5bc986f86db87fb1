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
    public override bool IsIn(SystemSpec system) => system.Databases.Servers().Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>(DatabaseSecrets.Of(system));
        foreach (var app in system.Apps)
        {
            foreach (var job in app.InitJobs)
            {
                foreach (var variable in job.Env)
                {
                    if (variable.Secret is { } secret && InitJobPlacement.Runs(system, app, job))
                    {
                        names.Add(secret);
                    }
                }
            }
        }

        return names;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system)
    {
        var postgres = DatabasePlacement.Made(system, system.Databases.Postgres);
        var charts = new List<Chart>();
        if (postgres.Count > 0)
        {
            charts.Add(CloudNativePgVersions.Operator);
        }

        if (postgres.Any(server => server.Archive is not null))
        {
            charts.Add(CloudNativePgVersions.BarmanCloud);
        }

        if (DatabasePlacement.Made(system, system.Databases.Mysql).Count > 0)
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
}
