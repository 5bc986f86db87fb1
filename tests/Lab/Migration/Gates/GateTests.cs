using System.Globalization;
using Infra.Migration;
using Infra.Model;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Lab.Migration.Gates;

/// <summary>
/// Gates by the program's script over real SSH, with an API server whose objects the tests prepare: each check holds once, and stops the
/// run once. Forwarded ports lead to servers of the test.
/// </summary>
public sealed class GateTests(GateHosts hosts) : IClassFixture<GateHosts>
{
    private static readonly SystemSpec Prod = Described.StackOf("prod");
    private int _attempt;

    [SkippableFact]
    public async Task NodesReady()
    {
        var run = await hosts.StartedAsync();
        run.Kube.Put("/node/one", Condition("Ready", "True"));
        run.Kube.Put("/node/two", Condition("Ready", "True"));
        await HoldsAsync(run, Of(GateCheck.NodesReady), "2 of 2 nodes Ready");

        run.Kube.Put("/node/two", Condition("Ready", "Unknown"));
        await StopsAsync(run, Of(GateCheck.NodesReady), "1 of 2 nodes Ready; not: two");
    }

    [SkippableFact]
    public async Task WorkloadReadyOfTheLiveSlot()
    {
        var run = await hosts.StartedAsync();
        run.Kube.Put("prod/service/wordpress", """{"spec": {"selector": {"infra/slot": "green"}}}""");
        run.Kube.Put("prod/deployment/wordpress-green", Deployment(3, 3, 3));
        run.Kube.Put("prod/deployment/wordpress-blue", Deployment(3, 0, 3));
        await HoldsAsync(run, Of(GateCheck.WorkloadReady, "wordpress"), "deployment wordpress-green: 3 of 3 pods ready");

        run.Kube.Put("prod/deployment/wordpress-green", Deployment(3, 2, 3));
        await StopsAsync(run, Of(GateCheck.WorkloadReady, "wordpress"), "deployment wordpress-green: 2 of 3 pods ready");
        run.Kube.Put("prod/deployment/wordpress-green", Deployment(3, 3, 1));
        await StopsAsync(run, Of(GateCheck.WorkloadReady, "wordpress"), "1 of the described version");
    }

    [SkippableFact]
    public async Task WorkloadReadyOfDatabaseServers()
    {
        var run = await hosts.StartedAsync();
        PutDatabases(run, postgres: 3, mysql: 3);
        await HoldsAsync(run, Of(GateCheck.WorkloadReady, "postgres"), "3 of 3 instances ready");
        await HoldsAsync(run, Of(GateCheck.WorkloadReady, "mysql"), "3 of 3 members ready");

        PutDatabases(run, postgres: 2, mysql: 2);
        await StopsAsync(run, Of(GateCheck.WorkloadReady, "postgres"), "2 of 3 instances ready");
        await StopsAsync(run, Of(GateCheck.WorkloadReady, "mysql"), "2 of 3 members ready");
    }

    [SkippableFact]
    public async Task JobSucceededByItsNewestRun()
    {
        var run = await hosts.StartedAsync();
        const string Labels = "\"app.kubernetes.io/name\": \"discourse-init\", \"infra/environment\": \"prod\"";
        var (_, place) = JobOf("discourse-init");
        run.Kube.Put($"{place}/job/a", Job("2026-01-02T00:00:00Z", "Complete", Labels));
        run.Kube.Put($"{place}/job/b", Job("2026-01-01T00:00:00Z", "Failed", Labels));
        await HoldsAsync(run, Of(GateCheck.JobSucceeded, "discourse-init"), "job a of 2026-01-02T00:00:00Z succeeded");

        run.Kube.Put($"{place}/job/c", Job("2026-01-03T00:00:00Z", "Failed", Labels));
        await StopsAsync(run, Of(GateCheck.JobSucceeded, "discourse-init"), "job c of 2026-01-03T00:00:00Z failed");
    }

    [SkippableFact]
    public async Task Http()
    {
        var run = await hosts.StartedAsync();
        var status = "302 Found";
        using var pages = new LabPages(run.Net.Space.Listen(LabNet.Address, 8101), _ => (status, "page"));
        var port = Prod.Apps.First(static app => app.Name == "wordpress").Ports[0];
        run.Kube.Services[Key("prod", "wordpress", port.ServicePort ?? port.Port)] = $"{LabNet.Address}:8101";
        var criterion = Of(GateCheck.Http, "wordpress") with { Path = "/wp-login.php" };
        await HoldsAsync(run, criterion, "status 302");

        status = "503 Service Unavailable";
        await StopsAsync(run, criterion, "status 503");
        run.Kube.Services.Clear();
        await StopsAsync(run, criterion, "no connection to a pod of service wordpress in prod");
    }

    [SkippableFact]
    public async Task DataVerified()
    {
        var run = await hosts.StartedAsync();
        const string Record = "kube-system/configmap/infra-move-prod-logto-database";
        run.Kube.Put(Record, """{"data": {"state": "moved", "at": "2026-01-01T00:00:00Z", "evidence": "12 tables compared"}}""");
        await HoldsAsync(run, Of(GateCheck.DataVerified, "logto-database"), "12 tables compared");

        run.Kube.Put(Record, """{"data": {"state": "stopped"}}""");
        await StopsAsync(run, Of(GateCheck.DataVerified, "logto-database"), "state stopped");
    }

    [SkippableFact]
    public async Task BackupAge()
    {
        var run = await hosts.StartedAsync();
        var criterion = Of(GateCheck.BackupAge, "daily-backup") with { Max = 26 };
        run.Kube.Put("velero/backups.velero.io/old", Backup(TimeSpan.FromHours(40), "Completed"));
        run.Kube.Put("velero/backups.velero.io/broken", Backup(TimeSpan.FromHours(1), "Failed"));
        await StopsAsync(run, criterion, "old, completed 40h0m ago");

        run.Kube.Put("velero/backups.velero.io/new", Backup(TimeSpan.FromHours(20), "Completed"));
        await HoldsAsync(run, criterion, "new, completed 20h0m ago");
    }

    [SkippableFact]
    public async Task RestoreTested()
    {
        var run = await hosts.StartedAsync();
        run.Kube.Put("velero/cronjob/restore-prod", Restore(TimeSpan.FromHours(30), TimeSpan.FromHours(31)));
        await HoldsAsync(run, Of(GateCheck.RestoreTested, "restore-prod"), "succeeded 30h ago");

        run.Kube.Put("velero/cronjob/restore-prod", Restore(TimeSpan.FromHours(30), TimeSpan.FromHours(2)));
        await StopsAsync(run, Of(GateCheck.RestoreTested, "restore-prod"), "the last run, started");
        run.Kube.Put("velero/cronjob/restore-prod", Restore(TimeSpan.FromDays(40), TimeSpan.FromDays(41)));
        await StopsAsync(run, Of(GateCheck.RestoreTested, "restore-prod"), "succeeded 960h ago");
    }

    [SkippableFact]
    public async Task Certificates()
    {
        var run = await hosts.StartedAsync();
        var criterion = Of(GateCheck.Certificates) with { Max = 14 };
        await StopsAsync(run, criterion, "0 certificates");
        run.Kube.Put("prod/certificates.cert-manager.io/www", Certificate(TimeSpan.FromDays(60)));
        run.Kube.Put("dev/certificates.cert-manager.io/elsewhere", Certificate(TimeSpan.FromDays(1)));
        await HoldsAsync(run, criterion, "1 certificates, the first expires");

        run.Kube.Put("prod/certificates.cert-manager.io/forum", Certificate(TimeSpan.FromDays(10)));
        await StopsAsync(run, criterion, "prod/forum expires");
    }

    /// <summary>Slow: Debian's Prometheus is started three times.</summary>
    [SkippableFact]
    public async Task ErrorRateAndLatency()
    {
        LabPrometheus.Require();
        var run = await hosts.StartedAsync();
        var errors = Of(GateCheck.ErrorRate) with { Max = 1, For = Duration.Parse("1h") };
        var latency = Of(GateCheck.Latency) with { Max = 500, For = Duration.Parse("1h") };
        var service = Key(Prod.Observability.Namespace, "prometheus-operated", 9090);
        using (await LabPrometheus.StartAsync(run.Net, 9301, minutes: 120, failed: 0, slow: 3))
        {
            run.Kube.Services[service] = $"{LabNet.Address}:9301";
            await HoldsAsync(run, errors, "0 % of 6000 requests");
            await HoldsAsync(run, latency, "ms of 6000 requests");
            await StopsAsync(run, errors with { Environment = "test" }, "no requests in that time");
        }

        using (await LabPrometheus.StartAsync(run.Net, 9302, minutes: 120, failed: 4, slow: 40))
        {
            run.Kube.Services[service] = $"{LabNet.Address}:9302";
            await StopsAsync(run, errors, "4 % of 6000 requests");
            await StopsAsync(run, latency, "ms of 6000 requests");
        }

        using (await LabPrometheus.StartAsync(run.Net, 9303, minutes: 20, failed: 0, slow: 0))
        {
            run.Kube.Services[service] = $"{LabNet.Address}:9303";
            await StopsAsync(run, errors, "of the 100 parts of that time only");
        }
    }

    [SkippableFact]
    public async Task LogsArriving()
    {
        var run = await hosts.StartedAsync();
        var criterion = Of(GateCheck.LogsArriving) with { Max = 60 };
        var lines = """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"42"]}]}}""";
        using var loki = new LabPages(run.Net.Space.Listen(LabNet.Address, 3100), _ => ("200 OK", lines));
        var place = $"{Prod.Observability.Namespace}/configmap/alloy";
        run.Kube.Put(place, Alloy($"http://{LabNet.Address}:3100/loki/api/v1/push"));
        await HoldsAsync(run, criterion, $"42 lines in http://{LabNet.Address}:3100");

        run.Kube.Services[Key(Prod.Observability.Namespace, "loki", 3100)] = $"{LabNet.Address}:3100";
        run.Kube.Put(place, Alloy($"http://loki.{Prod.Observability.Namespace}.svc:3100/loki/api/v1/push"));
        await HoldsAsync(run, criterion, "42 lines in http://loki");

        lines = """{"status":"success","data":{"resultType":"vector","result":[]}}""";
        await StopsAsync(run, criterion, "0 lines");
    }

    [SkippableFact]
    public async Task FailoverOfPostgres()
    {
        var run = await hosts.StartedAsync();
        var criterion = Of(GateCheck.Failover, "postgres") with { Max = 30 };
        PutDatabases(run, postgres: 3, mysql: 3);
        var streaming = "2";
        run.Kube.Exec = (pod, command) => command.Contains("pg_stat_replication", StringComparison.Ordinal) ? streaming
            : pod == "postgres-2" ? "0/1" : throw new InvalidOperationException("cannot execute in a read-only transaction");
        run.Kube.Deleted = key =>
        {
            Assert.Equal("infra/pod/postgres-1", key);
            run.Kube.Put("infra/clusters.postgresql.cnpg.io/postgres", Postgres(3, "postgres-2"));
            run.Kube.Put(key, """{"metadata": {"uid": "again"}}""");
        };
        await HoldsAsync(run, criterion, "writes succeeded again after 0.");

        PutDatabases(run, postgres: 3, mysql: 3);
        streaming = "1";
        await StopsAsync(run, criterion, "not rehearsed: 1 of 2 replicas stream");
        streaming = "2";
        await StopsAsync(run, criterion with { Max = 0.0001m }, "writes succeeded again after 0.");
    }

    [SkippableFact]
    public async Task FailoverOfMySql()
    {
        var run = await hosts.StartedAsync();
        var criterion = Of(GateCheck.Failover, "mysql") with { Max = 30 };
        var size = "3";
        PutDatabases(run, postgres: 3, mysql: 3);
        run.Kube.Put("infra/secret/mysql-secrets", """{"data": {"root": "c2VjcmV0"}}""");
        run.Kube.Exec = (_, command) => command.Contains("wsrep_cluster_size", StringComparison.Ordinal) ? size : "";
        run.Kube.Deleted = key => run.Kube.Put(key, """{"metadata": {"uid": "again"}}""");
        await HoldsAsync(run, criterion, "writes succeeded again after 0.");
        Each.Lacks(run.Kube.Commands, static command => command.Contains("secret\n", StringComparison.Ordinal));

        size = "2";
        await StopsAsync(run, criterion, "not rehearsed: 2 of 3 members");
    }

    [SkippableFact]
    public async Task Rollback()
    {
        var run = await hosts.StartedAsync();
        var status = "200 OK";
        var port = Prod.Apps.First(static app => app.Name == "wordpress").Ports[0].Port;
        using var pages = new LabPages(run.Net.Space.Listen(LabNet.Address, 8102), _ => (status, "page"));
        run.Kube.Put("prod/service/wordpress", """{"spec": {"selector": {"infra/slot": "blue"}}}""");
        run.Kube.Put("prod/deployment/wordpress-green", Deployment(1, 1, 1));
        var slots = new List<string>();
        run.Kube.Applied = (key, service) =>
        {
            var slot = service["spec"]!["selector"]!["infra/slot"]!.ToString();
            slots.Add(slot);
            run.Kube.Services[Key("prod", "infra-gate-wordpress", port)] = $"{LabNet.Address}:8102";
            run.Kube.Put("prod/endpointslice/copy", $$$"""
                {
                  "metadata": {"labels": {"kubernetes.io/service-name": "infra-gate-wordpress"}},
                  "endpoints": [{"conditions": {"ready": true}, "targetRef": {"name": "wordpress-{{{slot}}}-abc"}}]
                }
                """);
        };
        var criterion = Of(GateCheck.Rollback, "wordpress");
        await HoldsAsync(run, criterion, "live blue after");
        Assert.Equal(["blue", "green", "blue"], slots);
        Assert.Null(run.Kube.Get("prod/service/infra-gate-wordpress"));
        Assert.Equal("blue", run.Kube.Get("prod/service/wordpress")!["spec"]!["selector"]!["infra/slot"]!.ToString());

        status = "500 Internal Server Error";
        await StopsAsync(run, criterion, "blue: status 500");
        Assert.Null(run.Kube.Get("prod/service/infra-gate-wordpress"));
        run.Kube.Put("prod/deployment/wordpress-green", Deployment(1, 0, 1));
        await StopsAsync(run, criterion, "the slot green has no ready pod to return to");
    }

    [SkippableFact]
    public async Task AllFailuresAreSaidAndNothingIsRehearsed()
    {
        var run = await hosts.StartedAsync();
        run.Kube.Put("/node/one", Condition("Ready", "False"));
        var result = await run.AskAsync(
            Prod,
            "all",
            Of(GateCheck.Failover, "postgres") with { Name = "failover", Max = 30 },
            Of(GateCheck.NodesReady) with { Name = "nodes" },
            Of(GateCheck.DataVerified, "logto-database") with { Name = "data" });

        result.Failed("the gate gate-1 stops next: 2 of 2 criteria do not hold: nodes data");
        Assert.Contains("failover was not rehearsed, because others do not hold", result.Text, StringComparison.Ordinal);
        Assert.Contains("runbook: docs/runbooks/gate-failed.md#nodesready", result.Text, StringComparison.Ordinal);
        Each.Lacks(run.Kube.Commands, static command => command.Contains("delete", StringComparison.Ordinal));
        var record = run.Kube.Get("kube-system/configmap/infra-gate-lab-gate-1")!["data"]!;
        Assert.Equal("failed", record["state"]!.ToString());
        Assert.Equal([false, false], GateEvidence.In(record["evidence"]!.ToString()).Values.Select(line => GateEvidence.Read(line)!.Ok));
    }

    [SkippableFact]
    public async Task PassedGateIsAskedOnceForEachAttempt()
    {
        var run = await hosts.StartedAsync();
        run.Kube.Put("/node/one", Condition("Ready", "True"));
        var first = GateEvidence.In((await run.AskAsync(Prod, "one", Of(GateCheck.NodesReady))).Succeeded().Text);
        Assert.Equal("1 of 1 nodes Ready", GateEvidence.Read(Assert.Single(first).Value)!.Seen);

        run.Kube.Put("/node/one", Condition("Ready", "False"));
        Assert.Equal(first, GateEvidence.In((await run.AskAsync(Prod, "one", Of(GateCheck.NodesReady))).Succeeded().Text));
        (await run.AskAsync(Prod, "two", Of(GateCheck.NodesReady))).Failed("0 of 1 nodes Ready");
    }

    [SkippableFact]
    public async Task SilentApiServerStopsTheRunWithinItsBound()
    {
        var run = await hosts.StartedAsync();
        run.Kube.Answers = false;
        (await run.AskAsync(Prod, "silent", Of(GateCheck.NodesReady))).Failed("the API server of the cluster does not answer");
    }

    [SkippableFact]
    public async Task LostServerEndsTheSessionAndTheNextRunAsksAgain()
    {
        var run = await hosts.StartedAsync();
        run.Kube.Put("/node/one", Condition("Ready", "True"));
        run.Kube.Exec = (_, _) =>
        {
            run.Server.PowerOffAsync().GetAwaiter().GetResult();
            return "2";
        };
        PutDatabases(run, postgres: 3, mysql: 3);
        CriterionSpec[] criteria = [Of(GateCheck.NodesReady), Of(GateCheck.Failover, "postgres") with { Name = "failover", Max = 30 }];

        Assert.Equal(255, (await run.AskAsync(Prod, "lost", criteria)).Code);
        await run.Server.PowerOnAsync();

        Assert.Null(run.Kube.Get("kube-system/configmap/infra-gate-lab-gate-1"));
        (await run.AskAsync(Prod, "lost", criteria[0])).Succeeded();
    }

    private async Task HoldsAsync(GateRun run, CriterionSpec criterion, string seen)
    {
        var result = (await run.AskAsync(Prod, $"attempt-{++_attempt}", criterion)).Succeeded();
        var evidence = GateEvidence.Read(Assert.Single(GateEvidence.In(result.Text)).Value)!;
        Assert.True(evidence.Ok);
        Assert.Contains(seen, evidence.Seen, StringComparison.Ordinal);
    }

    private async Task StopsAsync(GateRun run, CriterionSpec criterion, string seen)
    {
        var result = (await run.AskAsync(Prod, $"attempt-{++_attempt}", criterion)).Failed("the gate gate-1 stops next: 1 of 1 criteria");
        Assert.Contains("seen: ", result.Text, StringComparison.Ordinal);
        Assert.Contains(seen, result.Text, StringComparison.Ordinal);
        Assert.Empty(GateEvidence.In(result.Text));
    }

    private static CriterionSpec Of(GateCheck check, string? target = null) =>
        new() { Name = "criterion", Title = "Criterion", Check = check, Target = target };

    private static (string Job, string Namespace) JobOf(string name)
    {
        var app = Prod.Apps.First(app => app.InitJobs.Any(job => job.Name == name));
        return (name, app.InitJobs.First(job => job.Name == name).Namespace ?? Prod.NamespaceOf(app));
    }

    private static string Key(string @namespace, string service, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{@namespace}/{service}:{port}");

    private static void PutDatabases(GateRun run, int postgres, int mysql)
    {
        run.Kube.Put("infra/clusters.postgresql.cnpg.io/postgres", Postgres(postgres, "postgres-1"));
        run.Kube.Put("infra/pod/postgres-1", """{"metadata": {"uid": "first"}}""");
        run.Kube.Put("infra/pod/postgres-2", """{"metadata": {"uid": "second"}}""");
        run.Kube.Put("infra/pod/mysql-pxc-0", """{"metadata": {"uid": "first"}}""");
        run.Kube.Put("infra/perconaxtradbclusters.pxc.percona.com/mysql", string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {
              "spec": {"pxc": {"size": 3}, "haproxy": {"size": 2}},
              "status": {"pxc": {"ready": {{{mysql}}}}, "haproxy": {"ready": 2}, "state": "ready"}
            }
            """));
    }

    private static string Postgres(int ready, string primary) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {
          "spec": {"instances": 3},
          "status": {"readyInstances": {{{ready}}}, "phase": "Cluster in healthy state", "currentPrimary": "{{{primary}}}"}
        }
        """);

    private static string Condition(string type, string status) =>
        $$$"""{"status": {"conditions": [{"type": "Other", "status": "True"}, {"type": "{{{type}}}", "status": "{{{status}}}"}]}}""";

    private static string Deployment(int wanted, int ready, int updated) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {
          "metadata": {"generation": 2},
          "spec": {"replicas": {{{wanted}}}},
          "status": {"observedGeneration": 2, "readyReplicas": {{{ready}}}, "updatedReplicas": {{{updated}}}}
        }
        """);

    private static string Job(string created, string condition, string labels) => $$$"""
        {
          "metadata": {"creationTimestamp": "{{{created}}}", "labels": { {{{labels}}} }},
          "status": {"conditions": [{"type": "{{{condition}}}", "status": "True"}]}
        }
        """;

    private static string Backup(TimeSpan age, string phase) => $$$"""
        {
          "metadata": {"labels": {"velero.io/schedule-name": "daily-backup"}},
          "status": {"phase": "{{{phase}}}", "completionTimestamp": "{{{Time(-age)}}}"}
        }
        """;

    private static string Restore(TimeSpan succeeded, TimeSpan scheduled) =>
        $$$"""{"status": {"lastSuccessfulTime": "{{{Time(-succeeded)}}}", "lastScheduleTime": "{{{Time(-scheduled)}}}"}}""";

    private static string Certificate(TimeSpan left) => $$$"""
        {"status": {"notAfter": "{{{Time(left)}}}", "conditions": [{"type": "Ready", "status": "True"}]}}
        """;

    private static string Alloy(string url) => $$$"""
        {"data": {"config.alloy": "loki.write \"default\" {\n  endpoint {\n    url = \"{{{url}}}\"\n  }\n}\n"}}
        """;

    private static string Time(TimeSpan fromNow) =>
        DateTimeOffset.UtcNow.Add(fromNow).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
