using Infra.Model.Validation;
using static Infra.Tests.Model.Community;

namespace Infra.Tests.Model.Validation;

public sealed class ImageRulesTests
{
    [Theory]
    [InlineData("apps: [{name: wordpress, image: wordpress}]")]
    [InlineData("apps: [{name: wordpress, image: 'wordpress:latest'}]")]
    [InlineData("apps: [{name: wordpress, blueGreen: {greenImage: 'dirtbikechina/wordpress:green'}}]")]
    [InlineData("apps: [{name: logto, initJobs: [{name: logto-init, image: 'svhd/logto'}]}]")]
    [InlineData("databases: {mysql: [{name: mysql, image: 'mysql:latest'}]}")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, image: 'mysql:stable'}]}")]
    [InlineData("images: [{name: 'registry:5000/a'}]")]
    public void ImagesArePinned(string overrides) => Refused(overrides, "is not pinned");

    [Theory]
    [InlineData("1.12.1", true)]
    [InlineData("26.7.0-2.3.0", true)]
    [InlineData("", false)]
    [InlineData("^1.2.0", false)]
    [InlineData("1.x", false)]
    [InlineData(">=1.0", false)]
    [InlineData("stable", false)]
    public void AChartsVersionIsOneVersion(string version, bool pinned) => Assert.Equal(pinned, ImageRules.IsPinnedVersion(version));

    [Fact]
    public void AChartIsPinned() =>
        Refused("apps: [{name: gitlab, kind: helmChart, chart: {repository: 'https://charts.gitlab.io', name: gitlab, version: '*'}}]", "the chart version '*' is not pinned");
}
