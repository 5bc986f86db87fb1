using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class AppRulesTests
{
    [Theory]
    [InlineData("apps: [{name: wordpress, env: [{name: X, database: pg/wordpress/host}]}]", "there is no database server 'pg'")]
    [InlineData("apps: [{name: wordpress, env: [{name: X, database: mysql/wordpres/host}]}]", "there is no database on 'mysql' 'wordpres'")]
    [InlineData(
        "apps: [{name: discourse, initJobs: [{name: discourse-init, command: [/bin/bash, /scripts/discourse_inti.sh]}]}]",
        "there is no script 'discourse_inti.sh'")]
    [InlineData("apps: [{name: gitlab, kind: helmChart}]", "'gitlab' names no chart")]
    [InlineData("apps: [{name: api}]", "'api' has no image")]
    [InlineData("apps: [{name: Api, image: 'a:1'}]", "'Api' is no name for an app")]
    [InlineData("apps: [{name: discourse, discourse: {listen: socket}}]", "the socket needs socat")]
    [InlineData("apps: [{name: plex, runsOn: compose}]", "'plex' runs in Docker, but nothing says how")]
    [InlineData("apps: [{name: plex, runsOn: compose, compose: {host: media}}]", "there is no Docker host 'media'")]
    [InlineData(
        "compose: {hosts: [{name: media, address: m, managed: true}]}\napps: [{name: plex, runsOn: compose, compose: {host: media}}]",
        "'plex' has no compose file")]
    [InlineData("apps: [{name: wordpress, minAvailable: 2}]", "2 of 2 pods of 'wordpress' must stay", "or no node can ever be drained")]
    [InlineData("apps: [{name: phpmyadmin, minAvailable: 1}]", "1 of 1 pods of 'phpmyadmin' must stay")]
    [InlineData("apps: [{name: wordpress, autoscaling: {min: 3, max: 2}}]", "from 3 to 2 pods")]
    [InlineData(
        "apps: [{name: wordpress, autoscaling: {min: 2, max: 3, cpuPercent: 0, memoryPercent: 0}}]",
        "'wordpress' scales on nothing")]
    [InlineData("apps: [{name: wordpress, autoscaling: {min: 2, max: 3, cpuPercent: -1}}]", "'wordpress' scales on less than nothing")]
    [InlineData("apps: [{name: phpmyadmin, blueGreen: {greenImage: 'phpmyadmin:5.2.3'}}]", "has images for slots but no blue-green")]
    [InlineData("apps: [{name: phpmyadmin, initJobs: [{name: logto-init, image: 'a:1'}]}]", "the init job 'logto-init' is taken")]
    [InlineData("apps: [{name: phpmyadmin, namespace: admin}]", "there is no namespace 'admin'")]
    [InlineData("apps: [{name: wordpress, databases: [{name: shop, server: mysql}]}]", "there is no database on 'mysql' 'shop'")]
    [InlineData("apps: [{name: wordpress, calls: [redis]}]", "there is no app 'redis'")]
    [InlineData("apps: [{name: wordpress, egress: [{name: shop}]}]", "'shop' of 'wordpress' names no port")]
    [InlineData("apps: [{name: wordpress, egress: [{name: shop, udp: [70000]}]}]", "70000 is no port")]
    [InlineData("apps: [{name: wordpress, egress: [{name: The shop, tcp: [443]}]}]", "'The shop' is no name for an egress")]
    [InlineData("apps: [{name: wordpress, mounts: [{name: files, path: /x}]}]", "there is no volume 'files'")]
    [InlineData("apps: [{name: wordpress, readinessProbe: {port: web}}]", "there is no port of 'wordpress' 'web'")]
    [InlineData("apps: [{name: wordpress, env: [{name: X}]}]", "the variable 'X' has 0 values")]
    [InlineData("apps: [{name: wordpress, env: [{name: X, value: a, secret: rcloneConfig}]}]", "the variable 'X' has 2 values")]
    [InlineData("apps: [{name: wordpress, env: [{name: X, database: mysql/wordpress}]}]", "'mysql/wordpress' is no property of a database")]
    [InlineData("apps: [{name: wordpress, env: [{name: X, database: mysql/wordpress/pass}]}]", "there is no property of a database 'pass'")]
    [InlineData("delivery: {canaries: [{name: shop}]}", "there is no app 'shop'")]
    [InlineData("delivery: {canaries: [{name: wordpress, stepWeight: 60}]}", "steps of 60% up to 50%")]
    public void RefusesWhatCannotWork(string overrides, params string[] says) => Refused(overrides, says);

    [Fact]
    public void AcceptsADockerServiceWithoutImage() =>
        Accepted("compose: {hosts: [{name: media, address: m}]}\napps: [{name: plex, runsOn: compose, compose: {host: media}}]");

    [Fact]
    public void AcceptsASingletonThatMayBeEvicted() => Accepted("apps: [{name: phpmyadmin, minAvailable: 0}]");
}
