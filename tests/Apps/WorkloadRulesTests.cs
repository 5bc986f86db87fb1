using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Apps;

public sealed class WorkloadRulesTests
{
    private const string Job = "apps: [{name: night, kind: cronJob, schedule: '0 3 * * *', image: 'a:1', ";

    [Theory]
    [InlineData(
        "apps: [{name: wordpress, gracePeriod: 5s}]",
        "apps[wordpress].gracePeriod: a pod is killed after 5s, and the signal to stop is sent after 5s; write more than 5s")]
    [InlineData(
        "apps: [{name: wordpress, stopDelay: 5s, stopCommand: [/quit]}]",
        "apps[wordpress].stopCommand: stands in place of stopDelay, which is set too")]
    [InlineData(
        "apps: [{name: phpmyadmin, mounts: [{name: postgres-data, path: /x}]}]",
        "the volume 'postgres-data' is not a shared volume of an app: it belongs to 'postgres'")]
    [InlineData(
        "apps: [{name: logto, security: {user: 0}}]",
        "the rights of 'logto' exceed the Pod Security level restricted without a reason; write the reason as one sentence")]
    [InlineData(
        "apps: [{name: logto, security: {capabilities: [CHOWN]}}]",
        "the rights of 'logto' exceed the Pod Security level restricted without a reason")]
    [InlineData(
        "namespaces: [{name: prod, podSecurity: {enforce: restricted}}]\n"
            + "apps: [{name: phpmyadmin, security: {user: 0, reason: Apache starts as root.}}]",
        "apps[phpmyadmin].security: the rights of 'phpmyadmin' need the Pod Security level baseline, and its namespace 'prod' enforces "
            + "restricted; write podSecurity: {enforce: baseline} for the namespace, or fewer rights")]
    [InlineData(
        "apps: [{name: phpmyadmin, initJobs: [{name: j, command: [x], namespace: infra}]}]",
        "the job has the image and the configuration of 'phpmyadmin', which are in the namespace 'prod'")]
    [InlineData(
        "apps: [{name: phpmyadmin, initJobs: [{name: j}]}]",
        "apps[phpmyadmin].initJobs[j].command: the job would start 'phpmyadmin' itself, which never ends")]
    [InlineData(
        "apps: [{name: phpmyadmin, initJobs: [{name: j, image: 'a:1', command: [x], when: settled}]}]",
        "apps[phpmyadmin].initJobs[j].when: a job with an image of its own runs before the app")]
    [InlineData(
        "apps: [{name: idle, image: 'a:1', readinessProbe: {path: /}}]",
        "apps[idle].readinessProbe: 'idle' has no port to check; write the command of the check, or the app's ports")]
    [InlineData(
        "compose: {hosts: [{name: docker-1, address: 10.0.1.90}]}\n"
            + "databases: {mysql: [{name: mysql, runsOn: compose, compose: {host: docker-1, project: apps, port: 3306}}]}",
        "apps[wordpress].env[WORDPRESS_DB_PASSWORD].database: 'mysql' does not run on the cluster, and nothing gives the pods of "
            + "'wordpress' this property; declare a secret with the value and write secret: <name>, or move the server first")]
    [InlineData(
        "apps: [{name: quiet, image: 'a:1', runsOn: both, compose: {host: docker-1}, shadow: {nodePort: 30085}}]",
        "apps[quiet].shadow.nodePort: 'quiet' listens on no port, so nothing opens the node port and nothing checks the copy")]
    [InlineData(
        Job + "initJobs: [{name: j, command: [x]}]}]",
        "apps[night].initJobs[j].image: nothing runs the job: 'night' is a cronJob, which has no moment before its pods; give the job an "
            + "image of its own")]
    [InlineData(
        "apps: [{name: phpmyadmin, resources: {requestCpu: 0}, autoscaling: {min: 1, max: 2}}]",
        "apps[phpmyadmin].autoscaling.cpuPercent: the autoscaler cannot count 70% of no request: resources.requestCpu")]
    [InlineData(
        "apps: [{name: phpmyadmin, resources: {requestMemory: 0}, autoscaling: {min: 1, max: 2}}]",
        "apps[phpmyadmin].autoscaling.memoryPercent: the autoscaler cannot count 80% of no request: resources.requestMemory")]
    [InlineData(
        "apps: [{name: phpmyadmin, env: [{name: SKIP_DB_INIT, value: 'no'}], shadow: {nodePort: 30088}}]",
        "apps[phpmyadmin].env[SKIP_DB_INIT].name: shadow.skipDatabaseInit sets this variable already")]
    [InlineData(
        "apps: [{name: idle, image: 'a:1', mounts: [{name: infra-x, path: /x}]}]",
        "apps[idle].mounts[infra-x].name: names that begin with 'infra-' are those of the pod's own volumes")]
    [InlineData(
        "apps: [{name: idle, image: 'a:1', mounts: [{name: scratch-x, path: /x}]}]",
        "apps[idle].mounts[scratch-x].name: names that begin with 'scratch-' are those of the pod's own volumes")]
    [InlineData(Job + "ports: [{name: http, port: 80}]}]", "apps[night].ports: a cronJob runs to its end and answers nobody; remove ports")]
    [InlineData(Job + "livenessProbe: {command: [x]}}]", "apps[night].livenessProbe: a cronJob runs to its end")]
    [InlineData(Job + "minAvailable: 0}]", "apps[night].minAvailable: a cronJob runs to its end")]
    [InlineData(
        Job + "replicas: 3}]", "apps[night].replicas: each run of a cronJob is one pod, and nothing reads this number; remove replicas")]
    [InlineData(Job + "blueGreen: {mode: full}}]", "apps[night].blueGreen: a cronJob runs to its end")]
    public void RefusesWorkload(string overrides, params string[] says) => RefusedAmongOthers(overrides, says);

    [Theory]
    [InlineData("apps: [{name: phpmyadmin, security: {user: 0, reason: Apache starts as root.}}]")]
    [InlineData("apps: [{name: phpmyadmin, security: {capabilities: [NET_BIND_SERVICE]}}]")]
    [InlineData("apps: [{name: idle, image: 'a:1', readinessProbe: {command: [x]}}]")]
    [InlineData("apps: [{name: phpmyadmin, initJobs: [{name: wordpress, image: 'a:1', command: [x], namespace: infra}]}]")]
    [InlineData("apps: [{name: night, kind: cronJob, schedule: '0 3 * * *', image: 'a:1', command: [x]}]")]
    public void AcceptsWorkload(string overrides) => Accepted(overrides);
}
