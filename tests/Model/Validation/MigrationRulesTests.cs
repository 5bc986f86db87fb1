using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Model.Validation;

public sealed class MigrationRulesTests
{
    [Fact]
    public void RefusesTwoPhasesOfOneOrder() =>
        Refuses("phases: [{name: a, order: 0, title: A}, {name: b, order: 0, title: B}]", "phases[b].order: the order '0' is taken");

    [Fact]
    public void RefusesNameOfPhaseForStep() =>
        RefusesStep("name: a, title: A", "phases[a].steps[a].name: the name of a phase or step 'a' is taken");

    [Fact]
    public void RefusesUnknownGate() =>
        RefusesStep(
            "name: s, title: S, requires: [gate-9]",
            "phases[a].steps[s].requires[1]: there is no gate 'gate-9'; did you mean 'gate-1'?");

    [Fact]
    public void RefusesStepWithoutWayBackThatRequiresNoGate() =>
        RefusesStep(
            "name: s, title: S, final: true",
            "phases[a].steps[s].final: there is no way back after the step, and it requires no gate");

    [Fact]
    public void RefusesUnknownDataMove() =>
        RefusesStep("name: s, title: S, dataMoves: [photos]", "phases[a].steps[s].dataMoves[1]: there is no data move 'photos'");

    [Fact]
    public void RefusesUnknownEnvironment() =>
        RefusesStep(
            "name: s, title: S, environments: [{name: qa, changes: {}}]",
            "phases[a].steps[s].environments[qa].name: there is no environment 'qa'");

    [Theory]
<<<<<<< HEAD
    [InlineData("failover")]
    [InlineData("errorRate")]
    [InlineData("backupAge")]
    public void RefusesMeasureWithoutLimit(string check) =>
        RefusesCriterion(
            $"check: {check}",
            $"phases[a].gates[gate-1].criteria[c]: check is {check}, and there is no max; set max, or another check");

    [Theory]
    [InlineData("check: http, target: shop", "there is no app or database 'shop'")]
    [InlineData("check: workloadReady, target: shop", "there is no app or database 'shop'")]
    [InlineData("check: rollback, target: shop", "there is no app or database 'shop'")]
    [InlineData("check: failover, target: shop, max: 30", "there is no app or database 'shop'")]
    [InlineData("check: dataVerified, target: photos", "there is no data move 'photos'")]
    public void RefusesUnknownTarget(string criterion, string says) =>
        RefusesCriterion(criterion, $"phases[a].gates[gate-1].criteria[c].target: {says}");

    [Theory]
    [InlineData("check: http, target: web")]
    [InlineData("check: dataVerified, target: files")]
    [InlineData("check: jobSucceeded, target: anything")]
    public void AcceptsAKnownTarget(string criterion)
    {
        using var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/env.prod.yaml",
            File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml"))
                + "\ncompose: {hosts: [{name: docker-1, address: 10.9.0.1}]}"
                + "\napps: [{name: web, image: 'web:1.0.0', ports: [{name: http, port: 80}]}]\n"
                + "storage: {volumes: [{name: data, size: 1Gi, class: local-path, owner: web}]}\n");
        system.Write(
            "stacks/tiny/migration.yaml",
            "dataMoves: [{name: files, fromHost: docker-1, from: /x, kind: files, to: data, verify: [checksums]}]\n"
                + "phases: [{name: a, order: 0, title: A, "
                + "steps: [{name: s, title: S, final: true, requires: [gate-1], dataMoves: [files]}], "
                + $"gates: [{{name: gate-1, title: G, criteria: [{{name: c, title: C, {criterion}}}]}}]}}]");
        Assert.Empty(Errors(system));
=======
    [InlineData("kind: database, database: d, to: nowhere, verify: [checksums]", "dataMoves[m].to: there is no database server 'nowhere'")]
    [InlineData("kind: files, to: nowhere, verify: [checksums]", "dataMoves[m].to: there is no volume 'nowhere'")]
    [InlineData("kind: loki, to: loki, verify: [checksums], stopWrites: [shop]", "dataMoves[m].stopWrites[1]: there is no app 'shop'")]
    [InlineData("kind: loki, to: loki, verify: []", "dataMoves[m].verify: the list is empty; write at least one item")]
    public void RefusesMoveThatCannotWork(string move, string says) =>
        Refuses($"dataMoves: [{{name: m, fromHost: docker-1, from: x, {move}}}]", says);

    [Fact]
    public void RefusesMoveOfNoDatabase()
    {
        using var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/migration.yaml",
            "dataMoves: [{name: m, fromHost: docker-1, from: x, kind: database, to: x, verify: [rowCounts]}]");
        Assert.Contains(
            Errors(system),
            error =>
                error.Contains(
                    "dataMoves[m]: kind is database, and there is no database; set database, or another kind",
                    StringComparison.Ordinal));
>>>>>>> f3610d95 (Check what the criteria of gates need)
    }

    private static void RefusesStep(string step, string says) =>
        Refuses($"phases: [{{name: a, order: 0, title: A, gates: [{{name: gate-1, title: G, criteria: []}}], steps: [{{{step}}}]}}]", says);

    private static void Refuses(string migration, string says)
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/migration.yaml", migration);
        Assert.StartsWith($"stacks/tiny/migration.yaml:1: {says}", Assert.Single(Errors(system)), StringComparison.Ordinal);
    }

    private static List<string> Errors(ScratchSystem system) =>
        [.. StackLoad.System(system.Root, new StackSelection { Stack = "prod", System = "tiny", Environment = "prod" }).Problems
            .Where(problem => problem.Level == ProblemLevel.Error).Select(problem => problem.ToString())];
}
