using Infra.Preview.Graph;
using Infra.Preview.Overview;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Overview;

public sealed class ResourceSummaryTests
{
    [Theory]
    [InlineData("worker-1-server", "cx33, nbg1, debian-13")]
    [InlineData("worker-1-disk-volume", "600 GB, nbg1")]
    [InlineData("worker-1-address", "ipv4, nbg1")]
    [InlineData("network-range", "10.0.0.0/16")]
    [InlineData("cluster-founder", "4 bytes")]
    [InlineData("backup-daily-backup", "in velero, 0 2 * * *, prod infra")]
    [InlineData("volumes-wordpress-files", "in prod, 20Gi, longhorn-fast, ReadWriteMany")]
    [InlineData("storage-longhorn-retain", "driver.longhorn.io, Retain")]
    [InlineData("tenancy-prod-quota", "in prod, limits.cpu=16 limits.memory=32Gi requests.cpu=16 requests.memory=32Gi")]
    [InlineData("access-prod-viewer", "in prod, 17 rules")]
    [InlineData("routes-www-weights", "in prod, wordpress 70, stage/wordpress 30")]
    [InlineData("routes-admin-route", "in prod, Host(`admin.dirtbikechina.com`)")]
    [InlineData("app-services-prod-discourse", "in prod, port 80")]
    [InlineData("postgres-backup-offsite-rclone", "in infra, keys rclone.conf")]
    [InlineData("network-policies-prod-wordpress-to-internet", "in prod, 1 egress rule")]
    [InlineData("longhorn-backup-daily", "in longhorn-system, 0 4 * * *")]
    public async Task ResourceShowsThePropertiesThatMatter(string name, string summary)
    {
        var plan = await Plans.OfAsync("prod");
        Assert.Equal(
            summary,
            ResourceSummary.Of(plan.Resources.First(resource => resource.Name == name && !resource.IsComponent)));
    }

    [Theory]
    [InlineData("backup-velero", "velero, 12.1.0, in velero")]
    [InlineData("snapshots-controller", "in kube-system, 2 replicas, ")]
    [InlineData("app-phpmyadmin-deployment", "in prod, 1 replica, ")]
    [InlineData("mysql-mysql-databases-job", "in infra, percona/percona-xtradb-cluster:8.4.8-8.1 (cpu=25m memory=64Mi)")]
    [InlineData("postgres-postgres-cluster", "in infra, 3 instances, ")]
    [InlineData("mysql-mysql-cluster", "in infra, ")]
    public async Task WorkloadShowsItsVersionReplicasAndImages(string name, string start)
    {
        var plan = await Plans.OfAsync("prod");
        Assert.StartsWith(start, ResourceSummary.Of(plan.Resources.First(resource => resource.Name == name)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CustomResourceShowsTheImageAndNumberOfEachKindOfPods()
    {
        var plan = await Plans.OfAsync("prod");
        var cluster = plan.Resources.First(resource => resource.Name == "mysql-mysql-cluster");
        Assert.Contains("pxc 3 x percona/percona-xtradb-cluster:", ResourceSummary.Of(cluster), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public async Task NoSummaryShowsASecretOrHasSeveralLines(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        Each.Of(plan.Resources, resource =>
        {
            var summary = ResourceSummary.Of(resource);
            Assert.DoesNotContain(PlanValue.SecretText, summary, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', summary);
        });
    }
}
