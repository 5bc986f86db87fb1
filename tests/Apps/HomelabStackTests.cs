using Infra.Databases;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Apps;

/// <summary>GitLab and Harbor of source 002, in the frozen stack.</summary>
public sealed class HomelabStackTests
{
    private static readonly SystemSpec System = Described.StackOf("homelab");
    private static readonly ChartSpec Harbor = System.Apps.Single(app => app.Name == "harbor").Chart!;
    private static readonly AppSpec GitLab = System.Apps.Single(app => app.Name == "gitlab");

    [Fact]
    public async Task GitLabKeepsConfigurationLogsAndDataOnVolumesOfItsOwn()
    {
        var spec = (await GitLabAsync()).Inputs["spec"]!;

        Assert.Equal(
            ["/etc/gitlab", "/var/log/gitlab", "/var/opt/gitlab"],
            Container(spec)["volumeMounts"]!.Items.Where(mount => mount.TextOf("name")!.StartsWith("gitlab", StringComparison.Ordinal))
                .Select(mount => mount.TextOf("mountPath")));
        Assert.Equal("Retain", spec["persistentVolumeClaimRetentionPolicy"]!.TextOf("whenDeleted"));
        Each.Of(spec["volumeClaimTemplates"]!.Items, claim => Assert.Equal("local-keep", claim["spec"]!.TextOf("storageClassName")));
    }

    [Fact]
    [Pitfall("gitlab-first-start")]
    public void GitLabHasTimeToStartAndToStop()
    {
        var startup = GitLab.StartupProbe!;

        Assert.True(startup.FailureThreshold * startup.Period.Value >= TimeSpan.FromMinutes(15));
        Assert.True(GitLab.GracePeriod.Value >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    [Pitfall("gitlab-monitoring-addresses")]
    public void GitLabAnswersTheProbesOfTheCluster() =>
        Assert.Contains($"'{System.Cluster.K3s.ClusterCidr}'", Setting("gitlab_rails['monitoring_whitelist']"), StringComparison.Ordinal);

    [Fact]
    public void GitLabNamesThePortOfItsSshService() =>
        Assert.Equal($"{GitLab.Ports.Single(port => port.Name == "ssh").NodePort}", Setting("gitlab_rails['gitlab_shell_ssh_port']"));

    [Fact]
    [Pitfall("gitlab-group-of-volumes")]
    public async Task GroupOfRootOpensNoFilesOfGitLab()
    {
        var pod = (await GitLabAsync()).Inputs["spec"]!["template"]!["spec"]!;

        Assert.Equal(0, pod["securityContext"]!["runAsUser"]!.Number);
        Assert.Null(pod["securityContext"]!["fsGroup"]);
    }

    [Fact]
    [Pitfall("gitlab-shared-memory")]
    public async Task GitLabHasMoreSharedMemoryThanAPodHasByItself()
    {
        var spec = (await GitLabAsync()).Inputs["spec"]!;

        Assert.Contains(Container(spec)["volumeMounts"]!.Items, mount => mount.TextOf("mountPath") == "/dev/shm");
        Assert.Contains(
            spec["template"]!["spec"]!["volumes"]!.Items,
            volume => volume["emptyDir"] is { } folder && folder.TextOf("medium") == "Memory" && folder.TextOf("sizeLimit") == "256Mi");
    }

    [Fact]
    [Pitfall("harbor-external-url")]
    public void ExternalUrlsAreThePublishedHosts()
    {
        Assert.Equal($"http://{FullName("harbor")}", Value("externalURL"));
        Assert.Contains($"external_url 'http://{FullName("gitlab")}'", Omnibus, StringComparison.Ordinal);

        static string FullName(string app) => System.Ingress.Hosts.Single(host => host.App == app).FullName(System.Domain);
    }

    [Fact]
    public void HarborFindsItsDatabasesByTheirRealNames()
    {
        var postgres = DatabaseEngines.Find(System, "harbor-postgres", "registry")!;
        var redis = DatabaseEngines.Find(System, "harbor-redis", "harbor-redis")!;

        Assert.Equal(
            (postgres.Host, $"{postgres.Port}", postgres.User, postgres.Name),
            (Value("database.external.host"), Value("database.external.port"), Value("database.external.username"),
                Value("database.external.coreDatabase")));
        Assert.Equal($"{redis.Host}:{redis.Port}", Value("redis.external.addr"));
    }

    /// <summary>The chart would otherwise make these at each rendering (its values.yaml, "will generate one").</summary>
    [Theory]
    [InlineData("existingSecretAdminPassword", "HARBOR_ADMIN_PASSWORD")]
    [InlineData("existingSecretSecretKey", "secretKey")]
    [InlineData("core.existingSecret", "secret")]
    [InlineData("core.existingXsrfSecret", "CSRF_KEY")]
    [InlineData("core.secretName", "tls.key")]
    [InlineData("core.secretName", "tls.crt")]
    [InlineData("jobservice.existingSecret", "JOBSERVICE_SECRET")]
    [InlineData("registry.existingSecret", "REGISTRY_HTTP_SECRET")]
    [InlineData("registry.credentials.existingSecret", "REGISTRY_PASSWD")]
    [InlineData("registry.credentials.existingSecret", "REGISTRY_HTPASSWD")]
    [InlineData("database.external.existingSecret", "password")]
    [InlineData("redis.external.existingSecret", "REDIS_PASSWORD")]
    [Pitfall("harbor-random-secrets")]
    public void HarborGetsItsSecretsFromTheStack(string path, string key) =>
        Assert.Contains(
            key,
            Assert.Single(Harbor.Secrets, secret => secret.Name == Value(path)).Entries.Select(entry => entry.Name));

    [Fact]
    public void HarborsEncryptionKeyHasTheLengthThatItNeeds() =>
        Assert.Equal(16, System.Secrets.Single(secret => secret.Name == "harborEncryptionKey").Length);

    [Fact]
    [Pitfall("harbor-rolling-update")]
    public void PodsOfHarborThatHaveAVolumeStopBeforeNewOnesStart() => Assert.Equal("Recreate", Value("updateStrategy.type"));

    [Fact]
    public void VolumesOfHarborOutliveTheRelease()
    {
        Assert.Equal("keep", Value("persistence.resourcePolicy"));
        Assert.Equal("local-keep", Value("persistence.persistentVolumeClaim.registry.storageClass"));
        Assert.Equal("local-keep", Value("persistence.persistentVolumeClaim.jobservice.jobLog.storageClass"));
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("portal")]
    [InlineData("core")]
    [InlineData("jobservice")]
    [InlineData("registry.registry")]
    [InlineData("registry.controller")]
    [Pitfall("harbor-no-requests")]
    public void EachContainerOfHarborHasRequestsAndLimits(string part) =>
        Each.Of(
            ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"],
            figure => Assert.NotEmpty(Value($"{part}.resources.{figure}")));

    [Fact]
    public void SumOfHarborIsThatOfItsValues()
    {
        var (requests, limits) = (Sum("requests"), Sum("limits"));

        Assert.Equal(
            (requests.Cpu, requests.Memory, limits.Cpu, limits.Memory),
            (Harbor.Total!.RequestCpu.Value, Harbor.Total.RequestMemory.Value, Harbor.Total.LimitCpu.Value,
                Harbor.Total.LimitMemory.Value));

        static (decimal Cpu, decimal Memory) Sum(string kind)
        {
            var all = Resources(ChartValues.Of(Harbor)).Select(resources => (IReadOnlyDictionary<string, object>)resources[kind]).ToArray();
            return (
                all.Sum(one => Quantity.Parse((string)one["cpu"]).Value),
                all.Sum(one => Quantity.Parse((string)one["memory"]).Value));
        }
    }

    private static string Omnibus => GitLab.Env.Single(variable => variable.Name == "GITLAB_OMNIBUS_CONFIG").Value!;

    private static string Setting(string name) =>
        Omnibus.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[(name.Length + " = ".Length)..];

    private static string Value(string path) => (string)path.Split('.').Aggregate(
        (object)ChartValues.Of(Harbor), (value, key) => ((IReadOnlyDictionary<string, object>)value)[key]);

    private static IEnumerable<IReadOnlyDictionary<string, object>> Resources(IReadOnlyDictionary<string, object> values)
    {
        foreach (var (key, value) in values)
        {
            if (value is IReadOnlyDictionary<string, object> map)
            {
                foreach (var found in key == "resources" ? [map] : Resources(map))
                {
                    yield return found;
                }
            }
        }
    }

    private static PlanValue Container(PlanValue spec) => spec["template"]!["spec"]!["containers"]!.Items[0];

    private static async Task<PlanResource> GitLabAsync() =>
        (await Plans.OfAsync("homelab")).Resources.Single(resource => resource.Name == "app-gitlab-set");
}
