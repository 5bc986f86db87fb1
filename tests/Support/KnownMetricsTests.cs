namespace Infra.Tests.Support;

public sealed class KnownMetricsTests
{
    [Theory]
    [InlineData("up == 0", "up")]
    [InlineData("sum by (node, le) (rate(node_cpu_seconds_total{mode=\"idle\"}[5m]))", "node_cpu_seconds_total")]
    [InlineData("sum(rate(a_total[5m] offset 1h)) without (pod) / on (node) group_left (x) b_bytes", "a_total,b_bytes")]
    [InlineData("histogram_quantile(0.99, sum by(le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[5m]))) > 5e-1",
        "etcd_disk_wal_fsync_duration_seconds_bucket")]
    [InlineData("label_replace(kube_node_info, \"host\", \"$1\", \"node\", \"(.*)\") unless bool_total", "kube_node_info,bool_total")]
    [InlineData("time() - max(x{a='}',b=~\"c|d\"}) > 3600 and absent(y) or vector(1)", "x,y")]
    [InlineData("max_over_time(deriv(a:b[1h])[4d:1h]) @ end() # c", "a:b")]
    [InlineData("{job=\"node-exporter\"}", "")]
    [InlineData("count(up) by (job) > bool 2 * Inf", "up")]
    public void NamesAreThoseOfMetrics(string expression, string names) =>
        Assert.Equal(names, string.Join(',', KnownMetrics.In(expression)));

    [Fact]
    public void NamesThatNoSourceServesAreUnknown() =>
        Assert.Equal(
            ["node_cpu_seconds", "apiserver_request_duration_seconds_total"],
            KnownMetrics.UnknownIn(
                "node_cpu_seconds + node_cpu_seconds_total + apiserver_request_duration_seconds_bucket"
                    + " + apiserver_request_duration_seconds_total"));

    [Fact]
    public void EverySourceNamesItsVersionAndItsDocument() => Each.Of(
        Directory.EnumerateFiles(Repository.File("tests", "Platform", "Monitors", "metrics"), "*.txt"),
        file =>
        {
            var lines = File.ReadAllLines(file);
            Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("# Source: ", lines[1], StringComparison.Ordinal);
            Assert.NotEmpty(lines[2..]);
            Each.Of(lines[2..], line => Assert.Matches("^[a-zA-Z_:][a-zA-Z0-9_:]*( histogram| summary)?$", line));
        });
}
