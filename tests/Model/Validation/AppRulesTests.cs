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
    [InlineData("apps: [{name: gitlab, kind: helmChart}]", "apps[gitlab]: kind is helmChart, and there is no chart")]
    [InlineData(
        "apps: [{name: api}]", "apps[api]: a workload on the cluster has no image; set image with the tag of one version")]
    [InlineData("apps: [{name: api, kind: statefulSet}]", "apps[api]: a workload on the cluster has no image")]
    [InlineData(
        "compose: {hosts: [{name: media, address: m}]}\napps: [{name: api, runsOn: both, compose: {host: media}}]",
        "apps[api]: a workload on the cluster has no image")]
    [InlineData("apps: [{name: Api, image: 'a:1'}]", "apps[Api].name: 'Api' is not a valid name")]
    [InlineData(
        "apps: [{name: wordpress-cron, command: [/bin/sh, /scripts/wordpress-corn.sh]}]",
        "apps[wordpress-cron].command: there is no script 'wordpress-corn.sh'; did you mean 'wordpress-cron.sh'?")]
    [InlineData("apps: [{name: plex, runsOn: compose}]", "apps[plex].runsOn: it runs in Docker, and nothing says how")]
    [InlineData("apps: [{name: plex, runsOn: compose, compose: {host: media}}]", "there is no Docker host 'media'")]
    [InlineData(
        "compose: {hosts: [{name: media, address: m, managed: true}]}",
        "compose.hosts[media]: managed is true, and there is no hostKey; set hostKey, or another managed")]
    [InlineData(
        "apps: [{name: wordpress, minAvailable: 2}]",
        "apps[wordpress].minAvailable: 2 of 2 pods must stay, so no node can ever be drained",
        "write at most 1")]
    [InlineData(
        "apps: [{name: phpmyadmin, minAvailable: 1}]",
        "apps[phpmyadmin].minAvailable: 1 of 1 pods must stay, so no node can ever be drained",
        "write at most 0")]
    [InlineData(
        "apps: [{name: phpmyadmin, minAvailable: 2, replicas: 3, autoscaling: {min: 2, max: 3}}]",
        "apps[phpmyadmin].minAvailable: 2 of 2 pods must stay")]
    [InlineData(
        "apps: [{name: phpmyadmin, autoscaling: {min: 3, max: 2}}]", "apps[phpmyadmin].autoscaling.min: 3 is more than max, which is 2")]
    [InlineData(
        "apps: [{name: phpmyadmin, autoscaling: {min: 2, max: 3, cpuPercent: 0, memoryPercent: 0}}]",
        "apps[phpmyadmin].autoscaling: cpuPercent and memoryPercent are 0; give at least one of them another value")]
    [InlineData(
        "apps: [{name: phpmyadmin, autoscaling: {min: 2, max: 3, cpuPercent: -1}}]",
        "apps[phpmyadmin].autoscaling.cpuPercent: -1 is not in range")]
    [InlineData(
        "apps: [{name: phpmyadmin, blueGreen: {greenImage: 'phpmyadmin:5.2.3'}}]",
        "apps[phpmyadmin].blueGreen.mode: images of slots are given without blue-green; set mode: full, or remove the images")]
    [InlineData(
        "apps: [{name: phpmyadmin, blueGreen: {blueImage: 'phpmyadmin:5.2.3'}}]",
        "apps[phpmyadmin].blueGreen.mode: images of slots are given without blue-green")]
    [InlineData("apps: [{name: phpmyadmin, initJobs: [{name: logto-init, image: 'a:1'}]}]", "the init job 'logto-init' is taken")]
    [InlineData("apps: [{name: phpmyadmin, namespace: admin}]", "there is no namespace 'admin'")]
    [InlineData("apps: [{name: wordpress, databases: [{name: shop, server: mysql}]}]", "there is no database on 'mysql' 'shop'")]
    [InlineData("apps: [{name: wordpress, calls: [redis]}]", "there is no app 'redis'")]
    [InlineData("apps: [{name: wordpress, egress: [{name: shop}]}]", "apps[wordpress].egress[shop]: neither tcp nor udp is given")]
    [InlineData(
        "apps: [{name: wordpress, egress: [{name: shop, udp: [70000]}]}]", "apps[wordpress].egress[shop].udp[1]: 70000 is not a port")]
    [InlineData(
        "apps: [{name: wordpress, egress: [{name: The shop, tcp: [443]}]}]",
        "apps[wordpress].egress[The shop].name: 'The shop' is not a valid name")]
    [InlineData("apps: [{name: wordpress, mounts: [{name: files, path: /x}]}]", "there is no volume 'files'")]
    [InlineData("apps: [{name: wordpress, databases: [{name: wordpress, server: pg}]}]", "there is no database server 'pg'")]
    [InlineData(
        "apps: [{name: discourse, initJobs: [{name: discourse-init, env: [{name: X, database: pg/logto/url}]}]}]",
        "there is no database server 'pg'")]
    [InlineData("apps: [{name: wordpress, startupProbe: {period: 20000d}}]", "startupProbe.period: 20000d is not in range")]
    [InlineData("apps: [{name: wordpress, startupProbe: {period: 500ms}}]", "startupProbe.period: 500ms is not in range")]
    [InlineData("apps: [{name: wordpress, livenessProbe: {timeout: 2h}}]", "livenessProbe.timeout: 2h is not in range")]
    [InlineData("apps: [{name: wordpress, startupProbe: {initialDelay: 2h}}]", "startupProbe.initialDelay: 2h is not in range")]
    [InlineData(
        "apps: [{name: wordpress, startupProbe: {failureThreshold: 2147483647}}]", "failureThreshold: 2147483647 is not in range")]
    [InlineData("apps: [{name: wordpress, gracePeriod: 24000d}]", "gracePeriod: 24000d is not in range")]
    [InlineData("apps: [{name: wordpress, startupProbe: {port: web}}]", "startupProbe.port: there is no port of 'wordpress' 'web'")]
    [InlineData("apps: [{name: wordpress, readinessProbe: {port: web}}]", "readinessProbe.port: there is no port of 'wordpress' 'web'")]
    [InlineData("apps: [{name: wordpress, livenessProbe: {port: web}}]", "livenessProbe.port: there is no port of 'wordpress' 'web'")]
    [InlineData("apps: [{name: wordpress, env: [{name: X}]}]", "apps[wordpress].env[X]: neither value, secret nor database is given")]
    [InlineData(
        "apps: [{name: wordpress, env: [{name: X, value: a, secret: rcloneConfig}]}]",
        "apps[wordpress].env[X].secret: value and secret are given")]
    [InlineData("apps: [{name: wordpress, env: [{name: X, database: mysql/wordpress}]}]", "'mysql/wordpress' is no property of a database")]
    [InlineData("apps: [{name: wordpress, env: [{name: X, database: mysql/wordpress/pass}]}]", "there is no property of a database 'pass'")]
    [InlineData(
        "apps: [{name: phpmyadmin, strategy: recreate, replicas: 2}]",
        "apps[phpmyadmin].replicas: strategy recreate is for an app that may never run twice, but it has 2 replicas",
        "write 1, or take the strategy away if several pods may run")]
    [InlineData(
        "apps: [{name: phpmyadmin, strategy: recreate, autoscaling: {min: 1, max: 2}}]",
        "apps[phpmyadmin].autoscaling.max: strategy recreate is for an app that may never run twice, but it is scaled to 2 pods",
        "remove autoscaling")]
    [InlineData(
        "apps: [{name: phpmyadmin, strategy: recreate, blueGreen: {mode: full}}]",
        "apps[phpmyadmin].blueGreen.mode: strategy recreate is for an app that may never run twice, but with mode full both slots run")]
    [InlineData(
        "apps: [{name: phpmyadmin, livenessProbe: {path: /, command: [x]}}]",
        "apps[phpmyadmin].livenessProbe.command: path and command are given; give one of them")]
    [InlineData(
        "apps: [{name: idle, image: 'a:1', livenessProbe: {headers: {X-A: b}, command: [x]}}]",
        "apps[idle].livenessProbe.headers: nothing reads it without path")]
    [InlineData(
        "apps: [{name: phpmyadmin, readinessProbe: {path: /, headers: {X-A: b, x-a: c}}}]",
        "apps[phpmyadmin].readinessProbe.headers: 'X-A' and 'x-a' are one header; write it once")]
    [InlineData("apps: [{name: phpmyadmin, args: [\"a\\0b\"]}]", "apps[phpmyadmin].args[1]", "is not a text; write any text without NUL")]
    [InlineData("delivery: {canaries: [{name: shop}]}", "there is no app 'shop'")]
    [InlineData(
        "{delivery: {canaries: [{name: phpmyadmin, stepWeight: 60}]}, apps: [{name: phpmyadmin, autoscaling: {min: 1, max: 1}}]}",
        "delivery.canaries[phpmyadmin].stepWeight: 60 is more than maxWeight, which is 50")]
    public void RefusesWhatCannotWork(string overrides, params string[] says) => Refused(overrides, says);

    [Fact]
    public void AcceptsADockerServiceWithoutImage() => Accepted(
        "compose: {hosts: [{name: media, address: m}, {name: other, address: o}]}\n"
            + "apps: [{name: plex, runsOn: compose, compose: {host: media}}]");

    [Theory]
    [InlineData(
        "apps: [{name: gitlab, kind: helmChart, chart: {repository: 'https://charts.gitlab.io', name: gitlab, version: 9.4.0, "
            + "total: {}}}]")]
    [InlineData("apps: [{name: api, runsOn: nowhere}]")]
    [InlineData("apps: [{name: wordpress, minAvailable: 2, replicas: 3}]")]
    [InlineData("apps: [{name: phpmyadmin, minAvailable: 2, replicas: 1, autoscaling: {min: 3, max: 4}}]")]
    [InlineData("apps: [{name: wordpress, readinessProbe: {port: http}}]")]
    [InlineData("apps: [{name: phpmyadmin, strategy: recreate}]")]
    public void AcceptsWhatJustWorks(string overrides) => Accepted(overrides);

    [Fact]
    public void AcceptsASingletonThatMayBeEvicted() => Accepted("apps: [{name: phpmyadmin, minAvailable: 0}]");
}
