using System.Collections.Immutable;
using System.Text;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

/// <summary>The address of a bucket and the authority of its certificate, as each reader gets them.</summary>
public sealed class BackupPlacesTests
{
    private const string Longhorn = "longhorn-backup";
    private const string Etcd = "etcd-snapshots-s3";
    private const string Ca = "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n";

    [Theory]
    [InlineData("minio.lan:9000", "https://minio.lan:9000", null)]
    [InlineData("https://minio.lan:9000", "https://minio.lan:9000", null)]
    [InlineData("http://minio.lan:9000", "http://minio.lan:9000", "true")]
    [Pitfall("backups-private-bucket")]
    public async Task EachReaderGetsTheEndpointInItsNotation(string endpoint, string url, string? insecure)
    {
        var system = With(location => location with { Endpoint = ServiceEndpoint.Parse(endpoint) });
        var plan = await Plans.OfAsync(system);
        var secrets = await Plans.InputsAsync(system);

        Assert.Equal(url, Inputs(plan, "postgres-postgres-archive").At("spec", "configuration")!.TextOf("endpointURL"));
        Each.Of(Buckets(plan), bucket => Assert.Equal((url, true), (bucket.TextOf("endpointUrl"), bucket["forcePathStyle"]!.IsTrue)));
        Assert.Equal(url, Location(plan)["config"]!.TextOf("s3Url"));
        Assert.Equal(url, Entry(secrets, Longhorn, "AWS_ENDPOINTS"));
        Assert.Equal(("minio.lan:9000", insecure), (Entry(secrets, Etcd, "etcd-s3-endpoint"), Entry(secrets, Etcd, "etcd-s3-insecure")));
    }

    [Fact]
    [Pitfall("backups-private-bucket")]
    public async Task EachReaderTrustsThePrivateAuthority()
    {
        var system = With(location => location with { Endpoint = ServiceEndpoint.Parse("minio.lan:9000"), Ca = Ca });
        var plan = await Plans.OfAsync(system);
        var secrets = await Plans.InputsAsync(system);

        Each.Of(Authorities(secrets), authority => Assert.Equal(Ca, authority));
        var archive = Inputs(plan, "postgres-postgres-archive").At("spec", "configuration", "endpointCA")!;
        Assert.Equal(("postgres-archive", "ca.crt"), (archive.TextOf("name"), archive.TextOf("key")));
        Each.Of(Buckets(plan), bucket => Assert.Equal(
            ("mysql-backup-credentials", "ca.crt"), (bucket["caBundle"]!.TextOf("name"), bucket["caBundle"]!.TextOf("key"))));
        Assert.Equal(Ca, Encoding.UTF8.GetString(Convert.FromBase64String(Location(plan).TextOf("caCert")!)));
    }

    [Fact]
    public async Task WithoutAPrivateAuthorityNoReaderGetsOne()
    {
        var system = With(static location => location);
        var plan = await Plans.OfAsync(system);
        var secrets = await Plans.InputsAsync(system);

        Each.Of(Authorities(secrets), Assert.Null);
        Assert.Null(Inputs(plan, "postgres-postgres-archive").At("spec", "configuration", "endpointCA"));
        Each.Of(Buckets(plan), bucket => Assert.Null(bucket["caBundle"]));
        Assert.Null(Location(plan)["caCert"]);
    }

    [SkippableFact]
    public async Task ObjectsWithAPrivateBucketFitTheirSchemas()
    {
        _ = ReferenceData.Root;
        var system = With(location => location with { Endpoint = ServiceEndpoint.Parse("minio.lan:9000"), Ca = Ca });
        var stack = new PlannedStack(system, await Plans.OfAsync(system));

        Assert.Empty(await PlanSchemas.CheckObjectsAsync(stack));
        Assert.Empty(await PlanSchemas.CheckChartsAsync(PlanSchemas.ChartsOf(stack)));
    }

    [Theory]
    [InlineData("us-east-1", "https://s3.amazonaws.com")]
    [InlineData("eu-central-1", "https://s3.eu-central-1.amazonaws.com")]
    [Pitfall("mysql-amazon-endpoint")]
    public async Task MySqlBackupsAtAmazonUseTheEndpointOfTheRegion(string region, string url)
    {
        var plan = await Plans.OfAsync(With(location => location with { Region = region }));

        Each.Of(Buckets(plan), bucket => Assert.Equal((url, null), (bucket.TextOf("endpointUrl"), bucket["forcePathStyle"])));
    }

    [Fact]
    public async Task DumpsTrustThePrivateAuthority()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var trusting = system with
        {
            Databases = system.Databases with { Dumps = [.. system.Databases.Dumps.Select(dump => dump with { Ca = Ca })] },
        };
        var jobs = (await Plans.OfAsync(trusting)).Resources.Where(resource => resource.Type == "kubernetes:batch/v1:CronJob"
            && resource.Name.Contains("-backup-offsite-", StringComparison.Ordinal));

        Each.Of(jobs, job => Assert.Equal(
            ["/rclone/ca.crt"],
            Containers(job).SelectMany(container => container["env"]!.Items)
                .Where(variable => variable.TextOf("name") == "RCLONE_CA_CERT").Select(variable => variable.TextOf("value"))));
        Assert.Equal(Ca, Entry(await Plans.InputsAsync(trusting), "mysql-backup-offsite-rclone", "ca.crt"));
        Assert.Null(Entry(await Plans.InputsAsync(system), "mysql-backup-offsite-rclone", "ca.crt"));
    }

    private static IEnumerable<PlanValue> Containers(PlanResource job)
    {
        var pod = job.Inputs.At("spec", "jobTemplate", "spec", "template", "spec")!;
        return [.. pod["initContainers"]!.Items, .. pod["containers"]!.Items];
    }

    private static SystemSpec With(Func<S3LocationSpec, S3LocationSpec> change)
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var velero = system.Backup.Velero!;
        var k3s = system.Cluster.K3s;
        return system with
        {
            Cluster = system.Cluster with
            {
                K3s = k3s with { EtcdSnapshots = k3s.EtcdSnapshots with { S3 = change(k3s.EtcdSnapshots.S3!) } },
            },
            Storage = system.Storage with { BackupTarget = change(system.Storage.BackupTarget!) },
            Backup = system.Backup with
            {
                Velero = velero with { Locations = [velero.Locations[0] with { S3 = change(velero.Locations[0].S3) }] },
            },
            Databases = system.Databases with
            {
                Postgres = [.. system.Databases.Postgres.Select(server => server with { Archive = At(server.Archive!) })],
                Mysql = [.. system.Databases.Mysql.Select(server => server with { Archive = At(server.Archive!) })],
            },
        };

        ArchiveSpec At(ArchiveSpec archive) => archive with { Location = change(archive.Location) };
    }

    private static PlanValue Inputs(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name).Inputs;

    private static string?[] Authorities(IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> inputs) =>
    [
        Entry(inputs, "postgres-postgres-archive-keys", "ca.crt"),
        Entry(inputs, "mysql-mysql-backup-credentials", "ca.crt"),
        Entry(inputs, Longhorn, "AWS_CERT"),
        Entry(inputs, Etcd, "etcd-s3-endpoint-ca"),
    ];

    private static string? Entry(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> inputs, string secret, string key) =>
        ((ImmutableDictionary<string, object>)inputs[secret]["stringData"]).GetValueOrDefault(key) as string;

    private static IEnumerable<PlanValue> Buckets(PlanGraph plan)
    {
        var storages = Inputs(plan, "mysql-mysql-cluster").At("spec", "backup", "storages")!;
        return [storages["backups"]!["s3"]!, storages["binlogs"]!["s3"]!];
    }

    private static PlanValue Location(PlanGraph plan) =>
        Inputs(plan, "backup-velero").At("values", "configuration", "backupStorageLocation")!.Items[0];
}
