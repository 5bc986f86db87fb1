using Infra.Model;
using Infra.Naming;
using Infra.Tests.Support;

namespace Infra.Tests.Naming;

public sealed class PodLabelsTests
{
    [Fact]
    public void AppIsSelectedByItsName() =>
        Assert.Equal("wordpress", PodLabels.App(new() { Name = "wordpress" })["app.kubernetes.io/name"]);

    [Fact]
    public void ChartIsSelectedByItsRelease() =>
        Assert.Equal("gitlab", PodLabels.App(new() { Name = "gitlab", Kind = WorkloadKind.HelmChart })["app.kubernetes.io/instance"]);
}
