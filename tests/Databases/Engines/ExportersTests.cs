using Infra.Databases;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

/// <summary>The containers that serve the metrics of servers which serve none themselves.</summary>
public sealed class ExportersTests
{
    private static readonly Lazy<Task<PlanGraph>> Watched =
        new(() => DatabaseSystems.PlanAsync(DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"))));

    [Theory]
    [InlineData("redis-cache-set", "9121", "REDIS_PASSWORD", "cache-auth", "password")]
    [InlineData("mysql-mysql-cluster", "9104", "MYSQLD_EXPORTER_PASSWORD", "mysql-secrets", "monitor")]
    public async Task ExporterReadsItsPasswordFromTheSecretOfTheServer(
        string resource, string port, string variable, string secret, string key)
    {
        var exporter = Exporter(await Watched.Value, resource)!;
        var entry = Assert.Single(exporter["env"]!.Items);
        var source = entry.At("valueFrom", "secretKeyRef")!;
        Assert.Equal((variable, secret, key), (entry.TextOf("name"), source.TextOf("name"), source.TextOf("key")));
        Assert.Null(entry["value"]);
        Assert.Equal(port, $"{exporter["ports"]!.Items[0]["containerPort"]!.Number}");
        Assert.Contains($"--web.listen-address=:{port}", exporter["args"]!.Items.Select(argument => argument.Text));
    }

    [Theory]
    [InlineData("redis-cache-set")]
    [InlineData("mysql-mysql-cluster")]
    public async Task ExporterIsPinnedLimitedAndWithoutRights(string resource)
    {
        var exporter = Exporter(await Watched.Value, resource)!;
        Assert.Matches("@sha256:[0-9a-f]{64}$", exporter.TextOf("image")!);
        Each.Of(
            ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"],
            amount => Assert.NotNull(exporter.At(["resources", .. amount.Split('.')])));
        var rights = exporter["securityContext"]!;
        Assert.True(rights["readOnlyRootFilesystem"]!.IsTrue && rights["runAsNonRoot"]!.IsTrue);
        Assert.False(rights["allowPrivilegeEscalation"]!.IsTrue);
        Assert.Equal("ALL", rights.At("capabilities", "drop")!.Items[0].Text);
    }

    [Fact]
    public async Task ServersOfAClusterWithoutPrometheusHaveNoExporter()
    {
        var system = Unwatched(DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod")));
        var plan = await DatabaseSystems.PlanAsync(system);
        Assert.Null(Exporter(plan, "redis-cache-set"));
        Assert.Null(Exporter(plan, "mysql-mysql-cluster"));
    }

    [Theory]
    [InlineData("cache")]
    [InlineData("mysql")]
    public void RequestsOfAServerIncludeItsExporter(string server)
    {
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"));
        var (with, without) = (RequestOf(system), RequestOf(Unwatched(system)));
        Assert.Equal(32 * 1024 * 1024, with - without);

        decimal RequestOf(SystemSpec spec) => StackParts.PodRequests(spec).Single(request => request.Name == server).Each.Memory;
    }

    [Fact]
    public void MembersAloneAreSelected() => Assert.Equal(
        "app.kubernetes.io/instance=mysql app.kubernetes.io/component=pxc",
        string.Join(' ', MySqlExporter.Members(DatabaseSystems.In("prod", "3-prod").Databases.Mysql[0]).Labels
            .Select(label => $"{label.Key}={label.Value}")));

    private static SystemSpec Unwatched(SystemSpec system) =>
        system with { Observability = system.Observability with { Prometheus = null } };

    private static PlanValue? Exporter(PlanGraph plan, string name)
    {
        var spec = plan.Resources.Single(resource => resource.Name == name).Inputs["spec"]!;
        var containers = spec.At("template", "spec", "containers") ?? spec.At("pxc", "sidecars");
        return containers?.Items.SingleOrDefault(container => container["name"]!.Text == "exporter");
    }
}
