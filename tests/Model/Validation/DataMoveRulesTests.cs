using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Model.Validation;

public sealed class DataMoveRulesTests
{
    private const string Key =
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBMBrKsRybMVi9huTt+/Zc+NSv1B00jnzek6sKXPjq1J+9h1zwE8dGOEN"
        + "smlaiSdCbH9k6LWwKj5ysgyVKJgpKHc=";

    private const string Described =
        "\ncompose: {hosts: [{name: old, address: 10.9.0.1, hostKey: HOSTKEY}, {name: other, address: 10.9.0.2}]}\n"
        + "apps:\n"
        + "- {name: web, image: 'web:1.0.0', ports: [{name: http, port: 80}], runsOn: both, compose: {host: old, port: 80}}\n"
        + "- {name: cron, image: 'web:1.0.0', kind: cronJob, schedule: '0 1 * * *'}\n"
        + "- {name: far, image: 'web:1.0.0', runsOn: compose, compose: {host: other}}\n"
        + "storage: {volumes: [{name: data, size: 1Gi, class: local-path, owner: web},"
        + " {name: late, size: 1Gi, class: local-path, owner: far}, {name: rows, size: 1Gi, class: local-path, owner: db}]}\n"
        + "databases: {mysql: [{name: db, runsOn: compose, instances: 3, namespace: apps,"
        + " image: 'percona/percona-xtradb-cluster:8.4.8-8.1', volume: rows, compose: {host: old, image: 'mysql:8.4.0'},"
        + " databases: [{name: shop}]}]}\n";

    [Fact]
    public void AcceptsAMoveOfFiles() => Assert.Empty(Problems("kind: files, to: data, from: /srv/data, verify: [checksums]"));

    [Theory]
    [InlineData("kind: database, database: d, to: nowhere, verify: [checksums]", "to: there is no database server 'nowhere'")]
    [InlineData(
        "kind: database, database: sho, to: db, verify: [checksums]",
        "database: there is no database on 'db' 'sho'; did you mean 'shop'?")]
    [InlineData(
        "kind: database, database: shop, to: db, verify: [checksums]",
        "to: 'db' does not run on the cluster at the step of the move")]
    [InlineData("kind: files, to: nowhere, verify: [checksums]", "to: there is no volume 'nowhere'")]
    [InlineData("kind: files, to: rows, verify: [checksums]", "to: 'rows' belongs to the database server 'db'; move its databases")]
    [InlineData("kind: files, to: late, verify: [checksums]", "to: 'far', the owner of 'late', does not run on the cluster")]
    [InlineData("kind: loki, to: data, verify: [query]", "to: a move of kind loki has one target; write loki")]
    [InlineData("kind: grafana, to: grafana, verify: [query]", "to: observability.grafana does not run on the cluster")]
    public void RefusesTargetThatIsNotThere(string move, string says) => Refuses(move, says);

    [Theory]
    [InlineData("kind: files, to: data, verify: []", "verify: the list is empty; write at least one item")]
    [InlineData("kind: files, to: data, verify: [rowCounts]", "verify: a move of kind files is not verified by rowCounts; write checksums")]
    [InlineData("kind: files, to: data, verify: [checksums], stopWrites: [shop]", "stopWrites[1]: there is no app 'shop'")]
    [InlineData("kind: files, to: data, verify: [checksums], stopWrites: [cron]", "stopWrites: 'cron' is not described in Docker Compose")]
    [InlineData("kind: files, to: data, verify: [checksums], stopWrites: [far]", "stopWrites: 'far' is on the Docker host 'other'")]
    [InlineData("kind: files, to: data, verify: [checksums], from: a/b", "from: a folder begins with /, and a name of a volume has none")]
    [InlineData("kind: files, to: data, verify: [checksums], fromHost: new", "fromHost: there is no Docker host 'new'")]
    [InlineData(
        "kind: files, to: data, verify: [checksums], fromHost: other",
        "fromHost: 'other' has no hostKey, and the data is copied over SSH")]
    [InlineData("kind: files, to: data, verify: [checksums], database: shop", "database: nothing reads it while kind is files")]
    public void RefusesMoveThatCannotWork(string move, string says) => Refuses(move, says);

    [Fact]
    public void RefusesFolderAsSourceOfADatabase() =>
        Refuses(
            "kind: database, database: shop, to: db, verify: [checksums], from: /var/lib/mysql",
            "from: a move of kind database has no folder as its source",
            server: "both");

    [Fact]
    public void RefusesOwnerOfWhatHasNoFiles() =>
        Refuses(
            "kind: database, database: shop, to: db, verify: [checksums], owner: '1:1'",
            "owner: nothing reads it for the kind database",
            server: "both");

    [Fact]
    public void RefusesMoveOfNoDatabase() =>
        Refuses(
            "kind: database, to: db, verify: [rowCounts]",
            ": kind is database, and there is no database; set database, or another kind");

    [Fact]
    public void RefusesMoveOfTwoSteps() =>
        Refuses(
            "kind: files, to: data, verify: [checksums]",
            "name: the steps 's' and 't' name the data move, which is made once; name it in dataMoves of one step",
            more: ", {name: t, title: T, dataMoves: [m]}");

    [Fact]
    public void WarnsOfAMoveOfNoStep() =>
        Assert.Contains(
            Problems("kind: files, to: data, verify: [checksums]", step: "[]"),
            problem => problem.Level == ProblemLevel.Warning
                && problem.ToString().Contains("dataMoves[m].name: no step names the data move", StringComparison.Ordinal));

    [Fact]
    public void LaterMoveMayHaveNoTargetYet() =>
        Assert.Empty(Problems("kind: files, to: late, verify: [checksums], fromHost: other", phase: null));

    [Fact]
    public void RefusesMoveOfNoEnvironmentAmongSeveral()
    {
        using var system = System("kind: files, to: data, verify: [checksums]", "[m]", "", "compose");
        system.Write("stacks/tiny/env.stage.yaml", "environment: {namespace: apps}\n");
        Assert.Contains(
            Load(system, "s"),
            problem => problem.ToString().Contains(
                "dataMoves[m].environment: the system has several environments, and only one of their stacks may move the data; "
                    + "set environment to one of prod, stage",
                StringComparison.Ordinal));
    }

    private static void Refuses(string move, string says, string server = "compose", string more = "") => Assert.Contains(
        Problems(move, more: more, server: server),
        problem => problem.Level == ProblemLevel.Error
            && problem.ToString().Contains($"dataMoves[m]{(says.StartsWith(':') ? "" : ".")}{says}", StringComparison.Ordinal));

    private static List<Problem> Problems(
        string move, string step = "[m]", string more = "", string server = "compose", string? phase = "s")
    {
        using var system = System(move, step, more, server);
        return Load(system, phase);
    }

    private static ScratchSystem System(string move, string step, string more, string server)
    {
        var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/env.prod.yaml",
            File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml"))
                + Described.Replace("HOSTKEY", Key, StringComparison.Ordinal)
                    .Replace("{name: db, runsOn: compose", $"{{name: db, runsOn: {server}", StringComparison.Ordinal));
        var from = move.Contains("from: ", StringComparison.Ordinal) ? "" : ", from: x";
        var host = move.Contains("fromHost", StringComparison.Ordinal) ? "" : ", fromHost: old";
        system.Write(
            "stacks/tiny/migration.yaml",
            $"dataMoves: [{{name: m, {move}{from}{host}}}]\n"
                + $"phases: [{{name: a, order: 0, title: A, steps: [{{name: s, title: S, dataMoves: {step}}}{more}]}}]");
        return system;
    }

    private static List<Problem> Load(ScratchSystem system, string? phase) =>
    [
        .. StackLoad.System(system.Root, new StackSelection { Stack = "prod", System = "tiny", Environment = "prod", Phase = phase })
            .Problems.Where(static problem => problem.ToString().Contains("dataMoves", StringComparison.Ordinal)),
    ];
}
