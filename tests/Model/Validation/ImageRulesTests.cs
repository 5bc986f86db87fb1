using Infra.Model.Validation;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class ImageRulesTests
{
    private const string Sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string Imported = "images: [{name: 'team/app:1.0', delivery: import, archive: a.tar, archiveSha256: " + Sum + "}]";

    [Theory]
    [InlineData("apps: [{name: wordpress, image: wordpress}]")]
    [InlineData("apps: [{name: wordpress, image: 'wordpress:latest'}]")]
    [InlineData("apps: [{name: wordpress, blueGreen: {greenImage: 'dirtbikechina/wordpress:green'}}]")]
    [InlineData("apps: [{name: logto, initJobs: [{name: logto-init, image: 'svhd/logto'}]}]")]
    [InlineData("databases: {mysql: [{name: mysql, image: 'percona/percona-xtradb-cluster:latest'}]}")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, image: 'mysql:stable'}]}")]
    [InlineData("images: [{name: 'registry:5000/a'}]")]
    public void RefusesUnpinnedImages(string overrides) => Refused(overrides, "is not a pinned image");

    [Fact]
    public void RefusesAnUnpinnedChart() =>
        Refused(
            "apps: [{name: gitlab, kind: helmChart, "
                + "chart: {repository: 'https://charts.gitlab.io', name: gitlab, version: '*', total: {}}}]",
            "apps[gitlab].chart.version: '*' is not one version");

    [Theory]
    [InlineData("delivery: import", "images[team/app:1.0]: delivery is import, and there is no archive")]
    [InlineData("delivery: import, archive: a.tar, archiveSha256: abc", "images[team/app:1.0].archiveSha256: 'abc' is not a SHA-256")]
    [InlineData(
        $"delivery: import, archive: a.zip, archiveSha256: {Sum}", "images[team/app:1.0].archive: 'a.zip' is not a path of an archive")]
    [InlineData(
        $"delivery: import, archive: /srv/a.tar, archiveSha256: {Sum}",
        "images[team/app:1.0].archive: '/srv/a.tar' is not a path of an archive")]
    [InlineData(
        $"delivery: import, archive: a.tar, archiveSha256: {Sum}, digest: abc",
        "images[team/app:1.0].digest: 'abc' is not a digest of an image")]
    [InlineData(
        $"delivery: import, archive: a.tar, archiveSha256: {Sum}, nodeLabels: {{no.such: label}}",
        "images[team/app:1.0].nodeLabels: no node has these labels, so the image is imported nowhere")]
    [InlineData("archive: a.tar", "images[team/app:1.0].archive: nothing reads it while delivery is push")]
    public void RefusesAnImportWithoutArchiveOrNodes(string settings, string says) =>
        Refused($"images: [{{name: 'team/app:1.0', {settings}}}]", says);

    [Theory]
    [InlineData("archive: build/app.tar")]
    [InlineData("archive: build/app.tar.gz, nodeLabels: {node.role: database}")]
    [InlineData($"archive: build/app.tgz, digest: 'sha256:{Sum}'")]
    public void AcceptsAnImportedImage(string settings) =>
        Accepted($"images: [{{name: 'team/app:1.0', delivery: import, archiveSha256: {Sum}, {settings}}}]");

    [Theory]
    [InlineData("image: 'team/app:1.0'")]
    [InlineData("blueGreen: {mode: full, blueImage: 'team/app:1.0'}")]
    [InlineData("blueGreen: {mode: full, greenImage: 'team/app:1.0'}")]
    public void ImportedImageIsNeverPulled(string use)
    {
        Refused($"{Imported}\napps: [{{name: wordpress, {use}}}]", "apps[wordpress].pullPolicy: 'team/app:1.0' may be pulled");
        Accepted($"{Imported}\napps: [{{name: wordpress, pullPolicy: Never, {use}}}]");
        Accepted($"images: [{{name: 'team/app:1.0'}}]\napps: [{{name: wordpress, {use}}}]");
        Accepted($"{Imported}\napps: [{{name: tool, runsOn: nowhere, ports: [{{name: http, port: 80}}], {use}}}]");
    }

    [Fact]
    public void LabelsOfNodesAreCheckedByTheOwnerOfTheCluster()
    {
        const string Nowhere = "images: [{name: 'team/app:1.0', delivery: import, archive: a.tar, archiveSha256: " + Sum
            + ", nodeLabels: {no.such: label}}]";
        Refused(Nowhere, "no node has these labels");
        Assert.Empty(Errors(Nowhere, "stage"));
    }

    [Fact]
    public void RefusesToPullAnImportedImage() =>
        RefusedAmongOthers(
            $"images: [{{name: 'dirtbikechina/wordpress:7.1.2', delivery: import, archive: a.tar, archiveSha256: {Sum}}}]",
            "apps[wordpress].pullPolicy: 'dirtbikechina/wordpress:7.1.2' may be pulled, and is imported and in no registry",
            "set pullPolicy: Never, so that a missing image fails at once and nobody else's image of that name runs");
}
