using Infra.Databases;
using Infra.Model;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

public sealed class OffsiteDumpTests
{
    [Fact]
    [Pitfall("dumps-same-minute")]
    public async Task EachDatabaseHasAJobBetweenThreeAndHalfPastThree()
    {
        var jobs = await JobsAsync("prod", "-restore", has: false);

        Assert.Equal(
            ["mysql-backup-offsite-wordpress", "postgres-backup-offsite-discourse", "postgres-backup-offsite-logto"],
            jobs.Select(job => job.Name).Order(StringComparer.Ordinal));
        Each.Of(jobs, job =>
        {
            var fields = job.Inputs["spec"]!["schedule"]!.Text.Split(' ');
            Assert.InRange(int.Parse(fields[0]), 0, 29);
            Assert.Equal(["3", "*", "*", "*"], fields[1..]);
        });
    }

    [Fact]
    public async Task EachDumpIsRestoredOnSundays()
    {
        var tests = await JobsAsync("prod", "-restore", has: true);

        Assert.Equal(
            (await JobsAsync("prod", "-restore", has: false)).Select(job => $"{job.Name}-restore").Order(StringComparer.Ordinal),
            tests.Select(job => job.Name).Order(StringComparer.Ordinal));
        Each.Of(tests, job => Assert.Equal(["5", "*", "*", "0"], job.Inputs["spec"]!["schedule"]!.Text.Split(' ')[1..]));
    }

    [Fact]
    public async Task DumpWithoutRestoreTestHasNoJobNoIdentityAndNoFlowForIt()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var encrypted = With(dump => dump with { EncryptFor = ["age1a"], Tools = "tools:1.0", Identity = "alertReceiver" });
        var untested = With(dump => dump with
        {
            EncryptFor = ["age1a"],
            Tools = "tools:1.0",
            Identity = "alertReceiver",
            TestsRestore = false,
        });

        Assert.Equal((1, 1), await PartsOfTestAsync(encrypted));
        Assert.Equal((0, 0), await PartsOfTestAsync(untested));
        Assert.Equal((1, 1), (Secrets(encrypted), Flows(encrypted)));
        Assert.Equal((0, 0), (Secrets(untested), Flows(untested)));

        SystemSpec With(Func<DumpSpec, DumpSpec> change) => system with
        {
            Databases = system.Databases with
            {
                Dumps = [change(system.Databases.Dumps.Single(dump => dump.Name == "mysql-backup-offsite"))],
            },
        };

        static async Task<(int Jobs, int Secrets)> PartsOfTestAsync(SystemSpec system)
        {
            var plan = await DatabaseSystems.PlanAsync(system);
            return (
                plan.Resources.Count(resource => resource.Name == "mysql-backup-offsite-wordpress-restore"),
                plan.Resources.Count(resource => resource.Name == "mysql-backup-offsite-identity"));
        }

        static int Secrets(SystemSpec system) => new DumpsPart().Secrets(system).Count(name => name == "alertReceiver");

        static int Flows(SystemSpec system) => StackParts.Flows(system).Count(flow => flow.Reason == "newest dump");
    }

    [Fact]
    [Pitfall("dumps-same-minute")]
    public void AnotherDatabaseDoesNotMoveASchedule()
    {
        var three = CronSchedule.Parse("0 3 * * *");
        Assert.Equal(OffsiteDump.Staggered(three, "postgres", "logto"), OffsiteDump.Staggered(three, "postgres", "logto"));
        Assert.NotEqual(OffsiteDump.Staggered(three, "postgres", "logto"), OffsiteDump.Staggered(three, "postgres", "discourse"));
    }

    [Theory]
    [InlineData("59 3 * * *", "59 3 * * *")]
    [InlineData("*/5 3 * * *", "*/5 3 * * *")]
    public void RunStaysInItsHourAndAPatternIsKept(string described, string planned) =>
        Assert.Equal(planned, OffsiteDump.Staggered(CronSchedule.Parse(described), "postgres", "logto").ToString());

    [Fact]
    [Pitfall("dumps-shared-folder")]
    public async Task StacksWriteToDifferentDestinations()
    {
        var places = new List<string>();
        foreach (var stack in FrozenSystems.Stacks)
        {
            foreach (var job in await JobsAsync(stack, "-restore", has: false))
            {
                places.Add(Variable(job, "containers", "DESTINATION"));
            }
        }

        Assert.NotEmpty(places);
        Assert.Equal(places.Count, places.Distinct().Count());
        Assert.Contains("b2:dirtbikechina-offsite/postgres/prod/postgres/discourse", places);
    }

    [Fact]
    [Pitfall("velero-shared-folder")]
    public void ClustersWriteToDifferentFoldersOfABucket()
    {
        var places = new List<string>();
        foreach (var system in FrozenSystems.Stacks.Select(Described.StackOf).Where(system => system.Cluster.From is null))
        {
            places.AddRange(PlacesOf(system).Select(place => $"{place.Endpoint}/{place.Bucket}/{place.Folder}"));
        }

        Assert.NotEmpty(places);
        Assert.Equal(places.Count, places.Distinct().Count());
    }

    [Fact]
    public void EveryFolderHasItsOwnKey()
    {
        var systems = FrozenSystems.Stacks.Select(stack => PlacesOf(Described.StackOf(stack)).ToArray()).Where(places => places.Length > 1);

        Each.Of(systems, places =>
        {
            string[] keys = [.. places.Select(place => place.AccessKey), .. places.Select(place => place.SecretKey)];
            Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
        });
    }

    [Fact]
    [Pitfall("dumps-overlap")]
    public async Task RunsDoNotOverlapAndHaveATimeLimit()
    {
        Each.Of(await JobsAsync("prod", "", has: true), job =>
        {
            var spec = job.Inputs["spec"]!;
            Assert.Equal("Forbid", spec["concurrencyPolicy"]!.Text);
            Assert.NotNull(spec["jobTemplate"]!["spec"]!["activeDeadlineSeconds"]);
            Assert.Equal("Etc/UTC", spec["timeZone"]!.Text);
        });
    }

    [Fact]
    [Pitfall("mysql-password-arguments")]
    public async Task NoSecretIsAVariable()
    {
        Each.Of(
            await JobsAsync("prod", "", has: true),
            job => Each.Lacks(Plans.Texts(PodOf(job)), found => found.Path.Contains("valueFrom", StringComparison.Ordinal)));
    }

    [Fact]
    [Pitfall("dumps-incomplete")]
    public async Task EachContainerSeesItsOwnSecretOnly()
    {
        var pod = PodOf((await JobsAsync("prod", "-restore", has: false)).Single(job => job.Name == "postgres-backup-offsite-logto"));

        Assert.Contains("/credentials", Mounts(pod["initContainers"]!.Items[0]));
        Assert.DoesNotContain("/rclone", Mounts(pod["initContainers"]!.Items[0]));
        Assert.Contains("/rclone", Mounts(pod["containers"]!.Items[0]));
        Assert.DoesNotContain("/credentials", Mounts(pod["containers"]!.Items[0]));
        Assert.Contains(
            "postgres-logto",
            Plans.Texts(pod).Where(found => found.Path.EndsWith("secretName", StringComparison.Ordinal)).Select(found => found.Text));
    }

    [Fact]
    [Pitfall("dumps-never-restored")]
    public async Task RestoreTestRunsInTheServersImageWithoutTheDatabasesSecret()
    {
        var pod = PodOf((await JobsAsync("prod", "-restore", has: true))
            .Single(job => job.Name == "postgres-backup-offsite-discourse-restore"));

        Assert.Equal("dirtbikechina/postgres:15-cjk", pod["containers"]!.Items[0]["image"]!.Text);
        Each.Lacks(Plans.Texts(pod), found => found.Text == "postgres-discourse");
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("test")]
    public async Task GuestDumpsNothingOfTheOwner(string stack) => Assert.Empty(await JobsAsync(stack, "", has: true));

    private static IEnumerable<S3LocationSpec> PlacesOf(SystemSpec system)
    {
        S3LocationSpec?[] found =
        [
            system.Cluster.K3s.EtcdSnapshots.S3, system.Storage.BackupTarget, .. (system.Backup.Velero?.Locations ?? [])
                .Select(location => location.S3),
            .. system.Databases.Postgres.Select(server => server.Archive?.Location), .. system.Databases.Mysql
                .Select(server => server.Archive?.Location),
        ];
        return found.OfType<S3LocationSpec>();
    }

    private static async Task<PlanResource[]> JobsAsync(string stack, string word, bool has) =>
        [.. (await Plans.OfAsync(stack)).Resources
            .Where(resource => resource.Type == "kubernetes:batch/v1:CronJob"
                && resource.Name.Contains("-offsite-", StringComparison.Ordinal)
                && resource.Name.EndsWith(word, StringComparison.Ordinal) == has)];

    private static PlanValue PodOf(PlanResource job) => job.Inputs["spec"]!["jobTemplate"]!["spec"]!["template"]!["spec"]!;

    private static string Variable(PlanResource job, string containers, string name) =>
        PodOf(job)[containers]!.Items[0]["env"]!.Items.Single(variable => variable["name"]!.Text == name)["value"]!.Text;

    private static IEnumerable<string> Mounts(PlanValue container) =>
        container["volumeMounts"]!.Items.Select(mount => mount["mountPath"]!.Text);
}
