using System.Text;
using Infra.Migration;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Migration.Moves;

public sealed class MoveParametersTests
{
    private const string Step = "3-data";

    [Fact]
    public void DatabaseIsCopiedFromItsContainerToItsServer()
    {
        var parameters = Of("discourse-database");
        Assert.Equal("infra/postgres", parameters["SOURCE_CONTAINER"]);
        Assert.Equal(("infra", "postgres"), (parameters["TARGET_NAMESPACE"], parameters["TARGET_SERVER"]));
        Assert.Equal(("discourse", "discourse"), (parameters["DATABASE"], parameters["DATABASE_USER"]));
        Assert.Equal("hstore pg_trgm unaccent vector pg_cjk_parser pg_cjk_search", parameters["EXTENSIONS"]);
        Assert.Equal("", parameters["CREATE_ROLES"]);
        Assert.Equal("rowCounts checksums", parameters["VERIFY"]);
        Assert.Equal("1", Of("logto-database")["CREATE_ROLES"]);
    }

    [Fact]
    public void RowsOfPostgresAreCountedAsItsDumpsCountThem()
    {
        var spec = Community.Spec(phase: Step);
        var script = MoveParameters.Compose(spec, Move(spec, "logto-database"), MoveMode.Move, "server-1");
        Assert.InRange(
            script.IndexOf("\ncounts() {", StringComparison.Ordinal), 0, script.IndexOf("\nkind_check() {", StringComparison.Ordinal));
    }

    [Fact]
    public void SourceIsReachedByItsPinnedKey()
    {
        var (parameters, host) = (Of("discourse-database"), Community.Spec(phase: Step).Compose.Host("docker-1")!);
        Assert.Equal(
            (host.Name, host.Address, "22", "root", host.HostKey),
            (parameters["SOURCE_NAME"], parameters["SOURCE_ADDRESS"], parameters["SOURCE_PORT"], parameters["SOURCE_USER"],
                parameters["SOURCE_HOST_KEY"]));
    }

    [Fact]
    public void PodsOfAllVersionsThatUseADatabaseAreStopped() => Assert.Equal(
        ["prod deployment/logto", "prod deployment/logto-blue", "prod deployment/logto-green"],
        Of("logto-database")["TARGET_WORKLOADS"].Split('\n'));

    [Fact]
    public void JobsOnAScheduleSetsAndCanariesAreStoppedToo()
    {
        var spec = Community.Spec(phase: Step);
        Assert.Equal("prod cronjob/phpmyadmin", LastOf(app => app with { Kind = WorkloadKind.CronJob }));
        Assert.Equal("prod statefulset/phpmyadmin", LastOf(app => app with { Kind = WorkloadKind.StatefulSet }));
        Assert.Equal("prod -l app.kubernetes.io/instance=phpmyadmin", LastOf(app => app with { Kind = WorkloadKind.HelmChart }));
        Assert.Equal("prod deployment/phpmyadmin", LastOf(static app => app));
        spec = spec with { Delivery = new() { Canaries = [new() { Name = "phpmyadmin" }] } };
        Assert.Equal("prod deployment/phpmyadmin-primary", LastOf(static app => app));

        string LastOf(Func<AppSpec, AppSpec> change) => TargetWorkloads.Of(
            spec with { Apps = [.. spec.Apps.Select(app => app.Name == "phpmyadmin" ? change(app) : app)] },
            Move(spec, "wordpress-database"))[^1];
    }

    [Fact]
    public void FolderIsCopiedToItsClaim()
    {
        var parameters = Of("wordpress-files");
        Assert.Equal(("/opt/dirtbikechina/wordpress", ""), (parameters["SOURCE_FOLDER"], parameters["SOURCE_VOLUME"]));
        Assert.Equal(("prod", "wordpress-files"), (parameters["TARGET_NAMESPACE"], parameters["TARGET_CLAIM"]));
        Assert.Contains("prod deployment/wordpress-blue", parameters["TARGET_WORKLOADS"].Split('\n'));
        Assert.DoesNotContain("prod deployment/logto-blue", parameters["TARGET_WORKLOADS"].Split('\n'));
    }

    [Fact]
    public void DockerVolumeIsCopiedToItsClaim()
    {
        var parameters = Of("pocketbase-data");
        Assert.Equal(("", "pocketbase_data"), (parameters["SOURCE_FOLDER"], parameters["SOURCE_VOLUME"]));
        Assert.Equal("apps/wanderer-pocketbase", parameters["SOURCE_CONTAINER"]);
        Assert.Equal("pocketbase-data", parameters["TARGET_CLAIM"]);
        Assert.DoesNotContain("CLAIM_SIZE", parameters.Keys);
    }

    /// <summary>The set of pods comes after the move, and takes the claim that is there.</summary>
    [Fact]
    public void ClaimOfASetIsMadeByTheMove()
    {
        var spec = Community.Spec(phase: Step);
        spec = spec with
        {
            Apps = [.. spec.Apps.Select(static app => app.Name == "wanderer-pocketbase" ? app with { BlueGreen = new() } : app)],
        };
        var parameters = MoveParameters.Of(spec, Move(spec, "pocketbase-data"), MoveMode.Move);
        Assert.Equal(
            ("pocketbase-data-wanderer-pocketbase-0", "10Gi", "longhorn-fast", "ReadWriteOnce"),
            (parameters["TARGET_CLAIM"], parameters["CLAIM_SIZE"], parameters["CLAIM_CLASS"], parameters["CLAIM_MODE"]));
    }

    [Fact]
    public void MeilisearchIsMovedToTheVersionOfItsImageWithTheFunctionsOfFiles()
    {
        var parameters = Of("meilisearch-data");
        Assert.Equal(("v1.36.0", "true"), (parameters["TARGET_VERSION"], parameters["TARGET_UPGRADES"]));

        var spec = Community.Spec(phase: Step);
        var script = MoveParameters.Compose(spec, Move(spec, "meilisearch-data"), MoveMode.Move, "server-1");
        Assert.True(script.IndexOf("files_copy_back() {", StringComparison.Ordinal)
            < script.IndexOf("TARGET_VERSION (of the image", StringComparison.Ordinal));
    }

    [Fact]
    public void LokiAndGrafanaAreThoseOfTheirCharts()
    {
        var loki = Of("loki-history", Homelab("2-loki-on"));
        Assert.Equal(
            ("monitoring/loki", "observability", "observability statefulset/loki", "storage-loki-0", "3100"),
            (loki["SOURCE_CONTAINER"], loki["TARGET_NAMESPACE"], loki["TARGET_WORKLOADS"], loki["TARGET_CLAIM"], loki["TARGET_PORT"]));
        var grafana = Of("grafana-state", Homelab("3-grafana-on"));
        Assert.Equal(
            ("monitoring/grafana", "observability deployment/grafana", "grafana"),
            (grafana["SOURCE_CONTAINER"], grafana["TARGET_WORKLOADS"], grafana["TARGET_CLAIM"]));
    }

    [Fact]
    public void WriterIsStoppedWithTheCommandsOfItsService()
    {
        var spec = Community.Spec(phase: Step);
        spec = spec with
        {
            Apps =
            [
                .. spec.Apps.Select(app => app.Name != "wordpress" ? app : app with
                {
                    Compose = app.Compose! with
                    {
                        Writes = new() { Stop = "wp off", Undo = "wp on", HandOver = "sed -i 's/a/b/' .env\nup" },
                    },
                }),
            ],
        };

        var fields = Assert.Single(Of("wordpress-database", spec)["WRITERS"].Split('\n')).Split('\t');

        Assert.Equal(["wordpress", "apps/wordpress"], fields[..2]);
        Assert.Equal(["wp off", "wp on", "sed -i 's/a/b/' .env\nup"], fields[2..5].Select(Decoded));
    }

    [Fact]
    public void WriterIsHandedOverAfterTheLastMoveOfTheStep()
    {
        var fields = Of("discourse-database")["WRITERS"].Split('\t');
        Assert.Equal(["discourse", "app", "-", "-", "-", "discourse-shared"], fields);
        Assert.Equal("discourse-database", Of("discourse-shared")["WRITERS"].Split('\t')[5]);
        Assert.Equal("", Of("logto-database")["WRITERS"].Split('\t')[5]);
    }

    [Fact]
    public void HostWithoutAKeyAtTheStepIsNamedWithItsRemedy()
    {
        var spec = Community.Spec(phase: "3-blue");
        var hosts = spec.Compose.Hosts.Select(static host => host with { HostKey = null });
        spec = spec with { Compose = spec.Compose with { Hosts = [.. hosts] } };

        var refusals = StepRefusals.Of(spec, new() { IsRead = true, IsUp = true, Recorded = "3-data", Phase = "3-data" });

        Assert.Equal(spec.Migration.DataMoves.Count, refusals.Count);
        Each.Of(
            refusals,
            static refusal => Assert.Contains("'docker-1' has no hostKey at this step", refusal.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 150)]
    [InlineData("10m", 50)]
    [InlineData("4h", 510)]
    public void TimeOfAMoveFollowsItsOutage(string? outage, int minutes) => Assert.Equal(
        minutes,
        MoveParameters.MinutesOf(Move(Community.Spec(phase: Step), "logto-database") with
        {
            MaxOutage = outage is null ? null : Duration.Parse(outage),
        }));

    [Fact]
    public void SourceMayBeAContainerThatIsNotDescribed()
    {
        var spec = Community.Spec(phase: Step);
        Assert.Equal("old_db_1", MoveSource.ContainerOf(spec, Move(spec, "logto-database") with { From = "old_db_1" }));
    }

    [Fact]
    public void OneCommandOfAStepIsOfOneKind()
    {
        foreach (var kind in Enum.GetValues<DataKind>())
        {
            Assert.Single(MoveKinds.All, each => each.Is(kind));
        }
    }

    private static string Decoded(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private static SystemSpec Homelab(string step) =>
        StackLoad.Load(FrozenSystems.Root, "homelab", step).Result.Spec ?? throw new InvalidOperationException(step);

    private static DataMoveSpec Move(SystemSpec spec, string name) => spec.Migration.DataMoves.Single(move => move.Name == name);

    private static IReadOnlyDictionary<string, string> Of(string move) => Of(move, Community.Spec(phase: Step));

    private static IReadOnlyDictionary<string, string> Of(string move, SystemSpec spec) =>
        MoveParameters.Of(spec, Move(spec, move), MoveMode.Move);
}
