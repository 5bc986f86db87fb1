using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class BlueGreenRulesTests
{
    private const string Volume = "storage: {volumes: [{name: files, size: 1Gi, class: longhorn-fast, owner: wordpress}]}\n";

    [Theory]
    [InlineData(
        Volume + "apps: [{name: wordpress, mounts: [{name: files, path: /x}]}]",
        "apps[wordpress].mounts[files].name: two versions cannot both mount the volume 'files', which is ReadWriteOnce",
        "write accessMode: ReadWriteMany for the volume, or kind: statefulSet and blueGreen.mode: partial for the app")]
    [InlineData(
        "storage: {volumes: [{name: files, size: 1Gi, class: longhorn-fast, accessMode: ReadWriteOncePod, owner: wordpress}]}\n"
            + "apps: [{name: wordpress, mounts: [{name: files, path: /x, readOnly: true}]}]",
        "apps[wordpress].mounts[files].name: two versions cannot both mount the volume 'files', which is ReadWriteOncePod")]
    [InlineData(
        "apps: [{name: wordpress, kind: statefulSet}]",
        "apps[wordpress].blueGreen.mode: a StatefulSet cannot run two versions side by side; write mode: partial")]
    [InlineData(
        "apps: [{name: wordpress, blueGreen: {migrations: breaking, greenImage: 'a:2'}}]",
        "apps[wordpress].blueGreen.migrations: the slot that is not live keeps pods of another version",
        "write idleReplicas: 0 and go live in two runs, the first with replicas: 0")]
    [InlineData(
        "apps: [{name: wordpress, blueGreen: {migrations: breaking, blueImage: 'a:2', idleReplicas: null}}]",
        "apps[wordpress].blueGreen.migrations: the slot that is not live keeps pods of another version")]
    [InlineData(
        "apps: [{name: wordpress, autoscaling: {min: 3, max: 4}, blueGreen: {idleReplicas: 2}}]",
        "apps[wordpress].blueGreen.idleReplicas: 2 is less than autoscaling.min, which is 3",
        "write at least 3, or remove idleReplicas")]
    [InlineData(
        "apps: [{name: phpmyadmin, blueGreen: {mode: partial}}]",
        "apps[phpmyadmin].blueGreen.mode: partial is for a StatefulSet with a volume of its own, and the app is a Deployment",
        "write kind: statefulSet for the app, or mode: full")]
    [InlineData(
        "apps: [{name: phpmyadmin, kind: statefulSet, blueGreen: {mode: partial}}]",
        "apps[phpmyadmin].blueGreen.mode: partial is for an app with a volume of its own, and the app mounts none")]
    [InlineData(
        "apps: [{name: phpmyadmin, kind: statefulSet, mounts: [{name: wordpress-files, path: /x}], blueGreen: {mode: partial}}]",
        "apps[phpmyadmin].blueGreen.mode: partial is for an app with a volume of its own, and the app mounts none")]
    [InlineData(
        "storage: {volumes: [{name: pocketbase-data, class: local-path}]}",
        "storage.volumes[pocketbase-data].class: 'local-path' takes no snapshots, so there is no way back for 'wanderer-pocketbase'")]
    [InlineData(
        "apps: [{name: wanderer-pocketbase, replicas: 2}]",
        "apps[wanderer-pocketbase].replicas: partial is for one pod, and the app has more; write replicas: 1")]
    [InlineData(
        "apps: [{name: wanderer-pocketbase, autoscaling: {min: 1, max: 2}}]",
        "apps[wanderer-pocketbase].replicas: partial is for one pod, and the app has more")]
    [InlineData(
        "apps: [{name: wanderer-pocketbase, blueGreen: {idleReplicas: 1}}]",
        "apps[wanderer-pocketbase].blueGreen.idleReplicas: nothing reads it while mode is partial")]
    [InlineData(
        "apps: [{name: wanderer-pocketbase, blueGreen: {migrations: breaking}, initJobs: [{name: migrate, command: [up]}]}]",
        "apps[wanderer-pocketbase].initJobs[migrate].when: the job runs before the other version stops",
        "let the app migrate as it starts")]
    [InlineData(
        "apps: [{name: wordpress, blueGreen: {smokeTest: {port: web}}}]",
        "apps[wordpress].blueGreen.smokeTest.port: there is no port of 'wordpress' 'web'")]
    [InlineData(
        "apps: [{name: shop, image: 'a:1', blueGreen: {mode: full}}]",
        "apps[shop].blueGreen.mode: the app listens on no port, so no smoke test can tell whether a version works")]
    [InlineData(
        "apps: [{name: wordpress-green, image: 'a:1', ports: [{name: http, port: 80}]}]",
        "the service 'wordpress-green' in 'prod' belongs to 'wordpress' already")]
    [InlineData(
        "storage: {volumes: [{name: postgres-data, snapshot: before}]}",
        "storage.volumes[postgres-data].snapshot: each pod of 'postgres' has a volume of its own")]
    [InlineData(
        "storage: {volumes: [{name: files, size: 1Gi, class: local-path, owner: phpmyadmin, snapshot: before}]}",
        "storage.volumes[files].class: 'local-path' cannot fill a volume from a snapshot; choose a class of Longhorn")]
    public void RefusesWhatCannotWork(string overrides, params string[] says) => Refused(overrides, says);

    [Theory]
    [InlineData("apps: [{name: wordpress, blueGreen: {greenImage: 'a:2', live: green}}]")]
    [InlineData("apps: [{name: wordpress, blueGreen: {migrations: breaking}}]")]
    [InlineData("apps: [{name: wordpress, blueGreen: {migrations: breaking, greenImage: 'a:2', idleReplicas: 0}}]")]
    [InlineData("apps: [{name: wordpress, minAvailable: 0, autoscaling: {min: 1, max: 2}, blueGreen: {idleReplicas: 1}}]")]
    [InlineData("apps: [{name: wordpress, blueGreen: {smokeTest: {port: http}}}]")]
    [InlineData("apps: [{name: wanderer-pocketbase, blueGreen: {greenImage: 'a:2', live: green}}]")]
    [InlineData(
        "storage: {volumes: [{name: pocketbase-before, size: 10Gi, class: longhorn-fast, owner: wanderer-pocketbase, snapshot: a-1}]}\n"
            + "apps: [{name: wanderer-pocketbase, "
            + "mounts: [{name: pocketbase-data, remove: true}, {name: pocketbase-before, path: /pb_data}]}]")]
    public void AcceptsWhatJustWorks(string overrides) => Accepted(overrides);
}
