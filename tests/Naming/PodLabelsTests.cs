using Infra.Model;
using Infra.Naming;
using Infra.Tests.Support;

namespace Infra.Tests.Naming;

public sealed class PodLabelsTests
{
    [Fact]
    public void AnAppIsKnownByItsName() => Assert.Equal("wordpress", PodLabels.App(new() { Name = "wordpress" })["app.kubernetes.io/name"]);

    [Fact]
    public void AChartIsKnownByItsRelease() => Assert.Equal("gitlab", PodLabels.App(new() { Name = "gitlab", Kind = WorkloadKind.HelmChart })["app.kubernetes.io/instance"]);

    [Fact]
    public void DatabaseServersAreKnownByTheirOperatorsLabels()
    {
        Assert.Equal("postgres", PodLabels.Postgres("postgres")["cnpg.io/cluster"]);
        Assert.Equal("postgres-pooler", PodLabels.Pooler("postgres")["cnpg.io/poolerName"]);
        Assert.Equal("mysql", PodLabels.MySql("mysql")["app.kubernetes.io/instance"]);
    }

    [Fact]
    public void ASelectorIsOneLabel() => Each.Of([PodLabels.Named("x"), PodLabels.Postgres("x"), PodLabels.MySql("x"), PodLabels.Pooler("x")], labels => Assert.Single(labels));
}
