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
    public void RefusesBackupsThatCannotWork(string overrides, string says) => Refused(overrides, says);
}
