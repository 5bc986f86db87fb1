using Infra.Flows;
using Infra.Model;
using Infra.Tests.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Flows;

/// <summary>Connections to the places of backups.</summary>
public sealed class BackupFlowsTests
{
    private const string Any = "192.168.1.10/32";

    [Theory]
    [InlineData("s3.example.org", "internet", "443")]
    [InlineData("s3.example.org:9000", "internet", "9000")]
    [InlineData("http://s3.example.org", "internet", "80")]
    [InlineData("192.168.1.10:9000", "host-192.168.1.10", "9000")]
    [InlineData("http://docker-1.dirtbikechina.com:9000", "docker-docker-1", "9000")]
    [InlineData("docker-1", "docker-docker-1", "443")]
    [InlineData("http://worker-1:9000", "host-worker-1", "9000")]
    [InlineData("http://minio.storage.svc:9000", "storage/*", "all")]
    [InlineData("http://one.minio.storage.svc.cluster.local:9000", "storage/*", "all")]
    [InlineData("http://wordpress.prod.svc:80", "prod/wordpress", "80")]
    [InlineData("http://wordpress.storage.svc:80", "storage/*", "all")]
    [Pitfall("backups-private-bucket")]
    public void ArchivesReachTheAddressOfTheirBucket(string endpoint, string to, string ports)
    {
        var flows = StackParts.Flows(WithArchives(Community.Spec(), ServiceEndpoint.Parse(endpoint)));

        Each.Of(new[] { ("infra/postgres", "archive"), ("infra/mysql", "backups") }, archive => Assert.Equal(
            (to, ports),
            flows.Where(flow => flow.From.Text == archive.Item1 && flow.Reason == archive.Item2)
                .Select(flow => (flow.To.Text, flow.PortsText())).Single()));
    }

    [Theory]
    [InlineData("192.168.1.10:9000", Any)]
    [InlineData("worker-1:9000", "10.0.1.12/32")]
    [Pitfall("backups-private-bucket")]
    public void AddressIsOneAddress(string endpoint, string range) =>
        Assert.Equal([range], RangesOf(StackParts.Flows(WithArchives(Community.Spec(), ServiceEndpoint.Parse(endpoint)))));

    [Fact]
    [Pitfall("backups-private-bucket")]
    public void DescribedAddressesStandForAName() => Assert.Equal(
        [Any, "192.168.2.0/24"],
        RangesOf(StackParts.Flows(WithArchives(
            Community.Spec(), ServiceEndpoint.Parse("minio.lan"), Cidr.Parse(Any), Cidr.Parse("192.168.2.0/24")))));

    [Fact]
    public void DumpsReachTheirDestination()
    {
        var system = Community.Spec();
        var moved = system with
        {
            Databases = system.Databases with
            {
                Dumps = [.. system.Databases.Dumps.Select(dump => dump with
                {
                    Endpoint = ServiceEndpoint.Parse("nas.lan:22"),
                    Addresses = [Cidr.Parse(Any)],
                })],
            },
        };

        Assert.Equal([("internet", "443")], Destinations(system));
        Assert.Equal([("host-nas.lan", "22")], Destinations(moved));

        static IEnumerable<(string, string)> Destinations(SystemSpec system) =>
            StackParts.Flows(system).Where(flow => flow.Reason is "off-site dump" or "newest dump")
                .Select(flow => (flow.To.Text, flow.PortsText())).Distinct();
    }

    [Fact]
    public void BucketInANamespaceOfTheStackAcceptsTheOperators()
    {
        var system = Community.Spec();
        var inside = ServiceEndpoint.Parse("http://wordpress.prod.svc:80");
        var velero = system.Backup.Velero!;
        var archives = WithArchives(system, inside);
        var flows = StackParts.Flows(archives with
        {
            Storage = system.Storage with { BackupTarget = system.Storage.BackupTarget! with { Endpoint = inside } },
            Backup = system.Backup with
            {
                Velero = velero with { Locations = [velero.Locations[0] with { S3 = velero.Locations[0].S3 with { Endpoint = inside } }] },
            },
        });

        Assert.Equal("80", Assert.Single(flows, flow => flow.From.Text == "velero/*" && flow.To.Text == "prod/wordpress").PortsText());
        Assert.Equal(
            "80", Assert.Single(flows, flow => flow.From.Text == "longhorn-system/*" && flow.To.Text == "prod/wordpress").PortsText());
        Assert.Equal(
            "80",
            Assert.Single(flows, flow => flow.From.Text == "pxc-system/pxc-operator" && flow.To.Text == "prod/wordpress").PortsText());
        Each.Lacks(StackParts.Flows(system), flow => flow.From.Text is "velero/*" or "longhorn-system/*");
    }

    private static IReadOnlyList<string> RangesOf(IReadOnlyList<Flow> flows) => Assert.IsType<AddressesEnd>(
        Assert.Single(flows, flow => flow.From.Text == "infra/postgres" && flow.Reason == "archive").To).Ranges;

    private static SystemSpec WithArchives(SystemSpec system, ServiceEndpoint endpoint, params Cidr[] addresses)
    {
        return system with
        {
            Compose = new() { Hosts = [new() { Name = "docker-1", Address = "docker-1.dirtbikechina.com" }] },
            Databases = system.Databases with
            {
                Postgres = [.. system.Databases.Postgres.Select(server => server with { Archive = At(server.Archive!) })],
                Mysql = [.. system.Databases.Mysql.Select(server => server with { Archive = At(server.Archive!) })],
                Dumps = [],
            },
        };

        ArchiveSpec At(ArchiveSpec archive) =>
            archive with { Location = archive.Location with { Endpoint = endpoint, Addresses = addresses } };
    }
}
