using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Migration.Gates;

/// <summary>Settings of criteria: those that their checks need, and those that nothing would read.</summary>
public sealed class GateRulesTests
{
    [Theory]
    [InlineData("check: errorRate")]
    [InlineData("check: latency")]
    [InlineData("check: certificates")]
    [InlineData("check: logsArriving")]
    [InlineData("check: failover, target: pg")]
    public void RefusesMeasureWithoutLimit(string criterion) => Refuses(
        criterion, $"criteria[c]: check is {criterion[7..].Split(',')[0]}, and there is no max; set max, or another check");

    [Theory]
    [InlineData("check: http, target: shop", "there is no app 'shop'")]
    [InlineData("check: workloadReady, target: shop", "there is no app or database server 'shop'")]
    [InlineData("check: rollback, target: shop", "there is no app 'shop'")]
    [InlineData("check: outbound, target: shop", "there is no app 'shop'")]
    [InlineData("check: errorRate, target: shop, max: 1", "there is no app 'shop'")]
    [InlineData("check: failover, target: shop, max: 30", "there is no database server 'shop'")]
    [InlineData("check: dataVerified, target: photos", "there is no data move 'photos'")]
    [InlineData("check: jobSucceeded, target: migrate", "there is no init job 'migrate'")]
    [InlineData("check: backupAge, target: weekly, max: 2", "there is no backup schedule 'weekly'")]
    [InlineData("check: restoreTested, target: weekly", "there is no restore test 'weekly'")]
    public void RefusesUnknownTarget(string criterion, string says) => Refuses(criterion, $"criteria[c].target: {says}");

    [Theory]
    [InlineData("http")]
    [InlineData("workloadReady")]
    [InlineData("dataVerified")]
    [InlineData("jobSucceeded")]
    [InlineData("restoreTested")]
    public void RefusesCheckWithoutItsTarget(string check) =>
        Refuses($"check: {check}", $"criteria[c].target: the check {check} needs a target; name what is to be checked");

    [Theory]
    [InlineData("check: nodesReady, target: web", "target: the check nodesReady does not read it; remove target")]
    [InlineData("check: nodesReady, max: 3", "max: the check nodesReady does not read it; remove max")]
    [InlineData("check: http, target: web, for: 1h", "for: the check http does not read it: it asks about the moment of the run;")]
    [InlineData("check: nodesReady, path: /x", "path: the check nodesReady does not read it; remove path")]
    [InlineData("check: confirmed, for: 7d", "for: the check confirmed does not read it")]
    public void RefusesSettingThatNothingReads(string criterion, string says) => Refuses(criterion, $"criteria[c].{says}");

    [Theory]
    [InlineData("check: errorRate, max: 101", "101 percent are more than the check errorRate can mean; write at most 100 percent")]
    [InlineData("check: failover, target: pg, max: 601", "601 seconds are more than the check failover can mean")]
    [InlineData("check: certificates, max: 400", "400 days are more than the check certificates can mean")]
    public void RefusesMeaninglessLimit(string criterion, string says) => Refuses(criterion, $"criteria[c].max: {says}");

    [Theory]
    [InlineData("check: http, target: batch", "the app 'batch' listens on no port")]
    [InlineData("check: outbound, target: web", "the app 'web' has no shadow copy")]
    [InlineData("check: failover, target: cache, max: 30", "the database server 'cache' has no second instance that could take over")]
    public void RefusesTargetThatCannotBeAsked(string criterion, string says) => Refuses(criterion, $"criteria[c].target: {says}");

    /// <summary>Needs of the system are those of the state in which the gate is asked: that of the last step before it.</summary>
    [Theory]
    [InlineData("check: rollback, target: web", "criteria[c].target: the app 'web' does not keep two versions side by side")]
    [InlineData("check: failover, target: pg, max: 30", "criteria[c].target: the database server 'pg' has no second instance")]
    [InlineData("check: errorRate, max: 1", "criteria[c].check: no Prometheus runs on the cluster")]
    [InlineData("check: logsArriving, max: 60", "criteria[c].check: no Alloy runs on the cluster")]
    public void AsksForTheStateBeforeTheGate(string criterion, string says)
    {
        Assert.StartsWith(
            $"stacks/tiny/migration.yaml:2: phases[a].gates[gate-1].{says}",
            Assert.Single(Errors(criterion, "s")),
            StringComparison.Ordinal);
        Assert.Empty(Errors(criterion, null));
        Assert.Empty(Errors(criterion, "t"));
    }

    [Theory]
    [InlineData("check: http, target: web")]
    [InlineData("check: http, target: web, path: /health")]
    [InlineData("check: dataVerified, target: files")]
    [InlineData("check: workloadReady, target: pg")]
    [InlineData("check: nodesReady")]
    [InlineData("check: confirmed")]
    [InlineData("check: errorRate, max: 1, for: 7d")]
    public void AcceptsWhatTheChecksNeed(string criterion) => Assert.Empty(Errors(criterion, null));

    private static void Refuses(string criterion, string says) => Assert.StartsWith(
        $"stacks/tiny/migration.yaml:2: phases[a].gates[gate-1].{says}", Assert.Single(Errors(criterion, null)), StringComparison.Ordinal);

    private static List<string> Errors(string criterion, string? phase)
    {
        using var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/env.prod.yaml",
            File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml"))
                + "\napps:\n  - {name: web, image: 'web:1.0.0', ports: [{name: http, port: 80}]}\n  - {name: batch, image: 'batch:1.0.0'}\n"
                + "storage: {volumes: [{name: data, size: 1Gi, class: local-path, owner: web}, "
                + "{name: pg-data, size: 1Gi, class: local-path, owner: pg}]}\n"
                + "databases:\n  postgres: [{name: pg, image: 'postgres:15.14', synchronousReplicas: 0, namespace: apps, runsOn: k3s, "
                + "volume: pg-data, instances: 1}]\n"
                + "  redis: [{name: cache, image: 'redis:8.10.1', namespace: apps, runsOn: k3s}]\n");
        system.Write(
            "stacks/tiny/migration.yaml",
            "dataMoves: [{name: files, fromHost: docker-1, from: /x, kind: files, to: data, verify: [checksums]}]\n"
                + "phases: [{name: a, order: 0, title: A, steps: [{name: s, title: S}], "
                + $"gates: [{{name: gate-1, title: G, criteria: [{{name: c, title: C, {criterion}}}]}}]}}, "
                + "{name: b, order: 1, title: B, steps: [{name: t, title: T}]}]");
        return
        [
            .. StackLoad.System(system.Root, new StackSelection { Stack = "prod", System = "tiny", Environment = "prod", Phase = phase })
                .Problems.Where(problem => problem.Level == ProblemLevel.Error).Select(problem => problem.ToString())
                .Where(problem => problem.Contains(".gates[", StringComparison.Ordinal)),
        ];
    }
}
