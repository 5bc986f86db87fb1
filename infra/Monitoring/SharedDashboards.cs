namespace Infra.Monitoring;

/// <summary>Dashboards to which several parts give rows. Parts that give a dashboard of one name share it.</summary>
public static class SharedDashboards
{
    /// <summary>Namespace of the objects, as a choice.</summary>
    public const string Namespace = "namespace";

    /// <summary>Choice of nodes and Docker hosts.</summary>
    public static DashboardChoice Host { get; } = new("host", "Node or Docker host", "node_uname_info", "instance");

    /// <summary>The dashboard for three in the morning: what is wrong, on one screen.</summary>
    /// <param name="rows">The rows of a part.</param>
    public static Dashboard Overview(params DashboardRow[] rows) => new()
    {
        Name = "overview",
        Title = "Overview",
        Description = "What is wrong on the platform now?",
        Choices = [Host],
        Rows = rows,
    };

    /// <summary>The dashboard of volumes and claims.</summary>
    /// <param name="rows">The rows of a part that stores data.</param>
    public static Dashboard Storage(params DashboardRow[] rows) => new()
    {
        Name = "storage",
        Title = "Storage",
        Description = "Are the volumes healthy, and how long is there room?",
        Choices = [new(Namespace, "Namespace", "kube_pod_info", "namespace")],
        Rows = rows,
    };

    /// <summary>The dashboard of database servers.</summary>
    /// <param name="rows">The rows of an engine.</param>
    public static Dashboard Databases(params DashboardRow[] rows) => new()
    {
        Name = "databases",
        Title = "Databases",
        Description = "Do the database servers answer, do their replicas follow, and are their connections enough?",
        Choices = [new(Namespace, "Namespace", "kube_pod_info", "namespace")],
        Rows = rows,
    };

    /// <summary>The dashboard of backups.</summary>
    /// <param name="rows">The rows of a part that makes backups.</param>
    public static Dashboard Backups(params DashboardRow[] rows) => new()
    {
        Name = "backups",
        Title = "Backups",
        Description = "How old is the newest copy of everything, and has one failed?",
        Rows = rows,
    };

    /// <summary>The dashboards of parts, those of one name as one: the rows of all, and each choice once.</summary>
    /// <param name="dashboards">The dashboards, in the order of their parts.</param>
    public static IReadOnlyList<Dashboard> Merge(IEnumerable<Dashboard> dashboards) =>
    [
        .. dashboards.GroupBy(dashboard => dashboard.Name, StringComparer.Ordinal).Select(group => group.First() with
        {
            Choices = [.. group.SelectMany(dashboard => dashboard.Choices).DistinctBy(choice => choice.Name)],
            Rows = [.. group.SelectMany(dashboard => dashboard.Rows)],
        }),
    ];
}
