using Infra.Model;
using Infra.Platform;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

public sealed class VeleroRulesTests
{
    [Theory]
    [InlineData("backup: {velero: {schedules: [{name: daily-backup, namespaces: [prod, infras]}]}}", "there is no namespace 'infras'")]
    [InlineData("backup: {velero: {schedules: [{name: daily-backup, location: b2}]}}", "there is no backup location 'b2'")]
    [InlineData("backup: {velero: {locations: []}}", "backup.velero.locations: the list is empty")]
    [InlineData("backup: {restoreTests: [{name: restore-prod, backup: nightly}]}", "there is no backup schedule 'nightly'")]
    [InlineData("backup: {restoreTests: [{name: restore-prod, namespace: stage}]}", "there is no namespace in 'daily-backup' 'stage'")]
    [InlineData(
        "backup: {velero: {schedules: [{name: keys, schedule: '0 2 * * *', namespaces: [prod]}]}}",
        "backup.velero.schedules[keys].name: 'keys' is not a free name: the program's schedule of keys and certificates uses it")]
    [InlineData(
        "backup: {velero: {schedules: [{name: daily-backup, keepFor: 1s}]}}",
        "backup.velero.schedules[daily-backup].keepFor: a backup of 'daily-backup' is deleted after 1s, and the next one is made up to 24h "
            + "after it; write 24h at least, or a schedule with more runs")]
    [InlineData(
        "backup: {velero: {schedules: [{name: daily-backup, keepFor: 6d, schedule: '0 2 * * 0'}]}}", "is made up to 168h after it")]
    public void RefusesBackupsThatCannotWork(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData("keepFor: 24h")]
    [InlineData("keepFor: 1h, schedule: '*/30 * * * *'")]
    [InlineData("keepFor: 7d, schedule: '0 2 * * 0'")]
    public void AcceptsABackupThatIsKeptUntilTheNext(string settings) =>
        Accepted($"backup: {{velero: {{schedules: [{{name: daily-backup, {settings}}}]}}}}");

    [Theory]
    [InlineData("0 2 * * *", 3 * 24 * 3600)]
    [InlineData("0 2 * * 0", 14 * 24 * 3600)]
    public void RestoreTestTakesABackupThatTheScheduleMakes(string schedule, long seconds)
    {
        var backup = Spec().Backup;
        var test = backup.RestoreTests[0];
        var velero = backup.Velero! with
        {
            Schedules = [new() { Name = test.Backup, Namespaces = ["prod"], Schedule = CronSchedule.Parse(schedule) }],
        };

        Assert.Equal(seconds, RestoreTest.MaxAgeSeconds(backup with { Velero = velero }, test));
    }
}
