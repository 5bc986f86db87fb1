using Infra.Apps;
using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

public sealed class PlannedInitJobTests
{
    [Fact]
    public void ChangedImageCommandOrVariableMakesANewJob()
    {
        var spec = Described.StackOf("prod");
        var job = PlannedInitJob.Of(spec).Single(planned => planned.Job.Name == "discourse-init");
        var name = NameOf(spec, job);

        Assert.StartsWith("discourse-init-", name, StringComparison.Ordinal);
        Assert.Equal(name, NameOf(spec, job with { Job = job.Job with { Description = "another" } }));
        Assert.NotEqual(name, NameOf(spec, job with { Job = job.Job with { Image = "postgres:15-cjk2" } }));
        Assert.NotEqual(name, NameOf(spec, job with { Job = job.Job with { ExpectLog = null } }));
        Assert.NotEqual(name, NameOf(spec, job with { Job = job.Job with { Env = [] } }));
    }

    [Fact]
    public void ChangedInputMakesANewJob()
    {
        var spec = Described.StackOf("prod");
        var job = PlannedInitJob.Of(spec).Single(planned => planned.Job.Name == "discourse-init");
        var environment = job.Environment(spec, "secret");
        var resources = job.Job.Resources;
        var one = Quantity.Parse("1");
        string[] names =
        [
            job.ObjectName(environment),
            (job with { App = job.App with { Name = "other" } }).ObjectName(environment),
            (job with { Job = job.Job with { Command = ["/bin/bash", "/scripts/discourse_init.sh", "again"] } }).ObjectName(environment),
            job.ObjectName(With("PGHOST", new("elsewhere", null, null))),
            job.ObjectName(With("PGPASSWORD", new(null, "another", "password"))),
            job.ObjectName(With("PGPASSWORD", new(null, environment["PGPASSWORD"].SecretName, "another"))),
            Resources(resources with { RequestCpu = one }),
            Resources(resources with { RequestMemory = one }),
            Resources(resources with { LimitCpu = one }),
            Resources(resources with { LimitMemory = one }),
        ];

        Assert.Equal(names.Distinct(), names);

        Dictionary<string, DatabaseVariable> With(string name, DatabaseVariable value) => new(environment) { [name] = value };

        string Resources(ResourcesSpec changed) => (job with { Job = job.Job with { Resources = changed } }).ObjectName(environment);
    }

    [Fact]
    public void NameLeavesSpaceForThatOfItsPods()
    {
        var spec = Described.StackOf("prod");
        var job = PlannedInitJob.Of(spec)[0];

        Assert.Equal(63 - 6, NameOf(spec, job with { Job = job.Job with { Name = new('a', 63) } }).Length);
    }

    [Fact]
    public void NameContainsTheDigestOfItsScripts()
    {
        var spec = Described.StackOf("prod");
        var job = PlannedInitJob.Of(spec).Single(planned => planned.Job.Name == "discourse-init");
        var environment = job.Environment(spec, "secret");
        var resources = job.Job.Resources;
        string[] lines =
        [
            job.Image, job.App.Name, .. job.Command,
            .. environment.Select(entry => $"{entry.Key}={entry.Value.Value} {entry.Value.SecretName} {entry.Value.SecretKey}"),
            .. job.Files.SelectMany(file => new[] { file.Key, file.Value }),
            $"{resources.RequestCpu} {resources.RequestMemory} {resources.LimitCpu} {resources.LimitMemory}{job.Moved}",
        ];

        Assert.Equal($"discourse-init-{Digest.Of(string.Join('\n', lines))[..8]}", job.ObjectName(environment));
    }

    [Fact]
    public void TwoEnvironmentsInOneNamespaceHaveTwoJobs() => Assert.NotEqual(
        NameOf(Described.StackOf("prod"), "discourse-init"),
        NameOf(Described.StackOf("test"), "discourse-init"));

    [Fact]
    public async Task TwoEnvironmentsInOneNamespaceHaveTwoSecrets() =>
        Assert.NotEqual(await EnvironmentSecretAsync("prod"), await EnvironmentSecretAsync("test"));

    [Fact]
    public void StackOfTheDatabaseRunsTheJobInTheSharedNamespace() =>
        Assert.Empty(PlannedInitJob.Of(Described.StackOf("stage")));

    [Fact]
    public void OwnerPreparesADatabaseForItsGuestsBeforeItsOwnAppExists()
    {
        var spec = Described.StackOf("prod");
        AppSpec[] apps = [.. spec.Apps.Select(app => app with { RunsOn = Placement.Compose })];

        Assert.Equal(["discourse-init"], PlannedInitJob.Of(spec with { Apps = apps }).Select(planned => planned.Job.Name));
    }

    [Fact]
    public void ScriptRunsTheCommandAndSearchesItsOutput()
    {
        var job = PlannedInitJob.Of(Described.StackOf("prod")).Single(planned => planned.Job.Name == "discourse-init");

        Assert.Equal(
            [
                "/bin/sh", "/scripts/expect_log.sh", "All CJK parser smoke tests passed successfully!",
                "/bin/bash", "/scripts/discourse_init.sh",
            ],
            job.Command);
        Assert.Equal(["discourse_init.sh", "discourse_init.sql", "discourse_init_smoke.sql", "expect_log.sh"], job.Files.Keys);
    }

    private static async Task<string?> EnvironmentSecretAsync(string stack)
    {
        var spec = DatabaseSystems.In(stack, "3-prod");
        var more = new VariableSpec { Name = "TOKEN", Secret = "rcloneConfig" };
        AppSpec[] apps = [.. spec.Apps.Select(app => app with
        {
            InitJobs = [.. app.InitJobs.Select(job => job.Name == "discourse-init" ? job with { Env = [.. job.Env, more] } : job)],
        })];
        var plan = await DatabaseSystems.PlanAsync(spec with { Apps = apps });

        var metadata = plan.Resources.Single(resource => resource.Name == "init-jobs-discourse-init-env").Inputs["metadata"]!;
        Assert.Equal("infra", metadata["namespace"]!.Text);
        return metadata["name"]!.Text;
    }

    private static string NameOf(SystemSpec spec, string job) =>
        NameOf(spec, PlannedInitJob.Of(spec).Single(planned => planned.Job.Name == job));

    private static string NameOf(SystemSpec spec, PlannedInitJob job) => job.ObjectName(job.Environment(spec, "secret"));
}
