using Infra.Model.Validation;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class ImageRulesTests
{
    private const string Sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData("apps: [{name: wordpress, image: wordpress}]")]
    [InlineData("apps: [{name: wordpress, image: 'wordpress:latest'}]")]
    [InlineData("apps: [{name: wordpress, blueGreen: {greenImage: 'dirtbikechina/wordpress:green'}}]")]
    [InlineData("apps: [{name: logto, initJobs: [{name: logto-init, image: 'svhd/logto'}]}]")]
    [InlineData("databases: {mysql: [{name: mysql, image: 'percona/percona-xtradb-cluster:latest'}]}")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, image: 'mysql:stable'}]}")]
    [InlineData("images: [{name: 'registry:5000/a'}]")]
    public void RefusesUnpinnedImages(string overrides) => Refused(overrides, "is not pinned");

    [Theory]
    [InlineData("1.12.1", true)]
    [InlineData("26.7.0-2.3.0", true)]
    [InlineData("", false)]
    [InlineData("^1.2.0", false)]
    [InlineData("1.x", false)]
    [InlineData(">=1.0", false)]
    [InlineData("stable", false)]
    public void RefusesARangeAsChartVersion(string version, bool pinned) => Assert.Equal(pinned, ImageRules.IsPinnedVersion(version));

    [Fact]
    public void RefusesAnUnpinnedChart() =>
        Refused(
            "apps: [{name: gitlab, kind: helmChart, chart: {repository: 'https://charts.gitlab.io', name: gitlab, version: '*'}}]",
            "the chart version '*' is not pinned");

    [Theory]
    [InlineData("delivery: import", "no archive is named")]
    [InlineData("delivery: import, archive: a.tar, archiveSha256: abc", "'abc' is no SHA-256")]
    [InlineData($"delivery: import, archive: a.zip, archiveSha256: {Sum}", "is no .tar, .tar.gz or .tgz")]
    [InlineData($"delivery: import, archive: /srv/a.tar, archiveSha256: {Sum}", "is a path of one machine")]
    [InlineData($"delivery: import, archive: a.tar, archiveSha256: {Sum}, digest: abc", "'abc' is no digest of an image")]
    [InlineData($"delivery: import, archive: a.tar, archiveSha256: {Sum}, nodeLabels: {{no.such: label}}", "no node has the labels")]
    [InlineData("archive: a.tar", "is pushed, and has an archive")]
    public void RefusesAnImportWithoutArchiveOrNodes(string settings, string says) =>
        Refused($"images: [{{name: 'team/app:1.0', {settings}}}]", says);

    [Theory]
    [InlineData("archive: build/app.tar")]
    [InlineData("archive: build/app.tar.gz, nodeLabels: {node.role: database}")]
    [InlineData($"archive: build/app.tgz, digest: 'sha256:{Sum}'")]
    public void AcceptsAnImportedImage(string settings) =>
        Accepted($"images: [{{name: 'team/app:1.0', delivery: import, archiveSha256: {Sum}, {settings}}}]");

    [Fact]
    public void RefusesToPullAnImportedImage() =>
        Refused(
            $"images: [{{name: 'dirtbikechina/wordpress:6.8.3', delivery: import, archive: a.tar, archiveSha256: {Sum}}}]",
            "'wordpress' may pull 'dirtbikechina/wordpress:6.8.3'",
            "set pullPolicy: Never");
}
