using Infra.Model;
using Infra.Monitoring;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>The alerts on the dumps of each database, and on their restore tests.</summary>
internal static class DumpAlerts
{
    /// <summary>The rules.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        foreach (var dump in DatabasePlacement.Dumps(system))
        {
            foreach (var database in DatabasePlacement.MadeOf(system, dump))
            {
                Add(alerts, DatabasePlacement.NamespaceOf(system, database.Server), dump, database.Name);
            }
        }

        return alerts.Rules;
    }

    private static void Add(AlertList alerts, string @namespace, DumpSpec dump, string database)
    {
        CronJobAlerts.Add(
            alerts,
            AlertSignal.DumpAge,
            TimeSpan.FromHours(1),
            new(@namespace, OffsiteDump.JobOf(dump.Name, database), dump.Schedule),
            $"The dump of {dump.Server}/{database}",
            "Only the archive and the backups of the same provider have what changed since then. It can wait until morning, not longer "
                + "than a day.");
        if (dump.TestsRestore)
        {
            CronJobAlerts.Add(
                alerts,
                AlertSignal.RestoreTestAge,
                TimeSpan.FromDays(1),
                new(@namespace, OffsiteDump.RestoreJobOf(dump.Name, database), dump.RestoreTest),
                $"The restore test of the dumps of {dump.Server}/{database}",
                "Nobody knows whether the newest dumps can be restored. It can wait until morning.");
        }
    }
}
