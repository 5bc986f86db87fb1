using System.Security.Cryptography;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Support;

namespace Infra.Tests.Model.Loading;

public sealed class ImageArchivesTests
{
    private const string Image =
        "\nimages: [{name: 'team/app:1.0', delivery: import, archive: build/app.tar.gz, archiveSha256: " +
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}]\n";

    [Fact]
    public void WarnsOfAMissingArchiveWithTheRemedy()
    {
        using var system = WithImage();

        var result = StackLoad.Load(system.Root, "prod").Result;

        Assert.True(result.Succeeded);
        var warning = Assert.Single(
            result.Problems,
            problem => problem.Level == ProblemLevel.Warning && problem.ToString().Contains("archive", StringComparison.Ordinal))
            .ToString();
        Assert.Contains("the archive build/app.tar.gz of the image 'team/app:1.0' is not there", warning, StringComparison.Ordinal);
        Assert.Contains("docker save team/app:1.0 | gzip > build/app.tar.gz", warning, StringComparison.Ordinal);
        Assert.Contains("stacks/tiny/system.yaml:", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void WarnsOfAnArchiveWithoutChecksum()
    {
        using var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/system.yaml");
        system.Write(
            "stacks/tiny/system.yaml",
            File.ReadAllText(file) + "\nimages: [{name: 'team/app:1.0', delivery: import, archive: build/app.tar}]\n");
        system.Write("build/app.tar", "an archive");

        var warning = Assert.Single(
            StackLoad.Load(system.Root, "prod").Result.Problems,
            problem => problem.ToString().Contains("archive", StringComparison.Ordinal)).ToString();

        Assert.Contains(
            "warning: images[team/app:1.0].archive: the archive build/app.tar of the image 'team/app:1.0' has no checksum",
            warning,
            StringComparison.Ordinal);
        Assert.Contains("set archiveSha256 to what sha256sum prints of it", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void AcceptsTheDescribedArchive()
    {
        using var system = WithImage();
        system.Write("build/app.tar.gz", "test");

        Assert.Empty(StackLoad.Load(system.Root, "prod").Result.Problems);
    }

    [Fact]
    public void WarnsOfAnArchiveThatChangedWithBothChecksums()
    {
        using var system = WithImage();
        system.Write("build/app.tar.gz", "built again");

        var warning = Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString();

        Assert.StartsWith("stacks/tiny/system.yaml:", warning, StringComparison.Ordinal);
        Assert.Contains("warning: images[team/app:1.0].archiveSha256: the archive build/app.tar.gz", warning, StringComparison.Ordinal);
        Assert.Contains(
            $"has the SHA-256 {Convert.ToHexStringLower(SHA256.HashData("built again"u8))}, not 9f86d081",
            warning,
            StringComparison.Ordinal);
    }

    [Fact]
    public void GuestImportsNothing()
    {
        using var system = WithImage();
        var spec = StackLoad.Load(system.Root, "prod").Result.Spec!;

        Assert.Single(ImageArchives.Missing(system.Root, spec));
        Assert.Empty(ImageArchives.Missing(system.Root, spec with { Cluster = spec.Cluster with { From = "prod" } }));
    }

    private static ScratchSystem WithImage()
    {
        var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/system.yaml");
        return system.Write("stacks/tiny/system.yaml", File.ReadAllText(file) + Image);
    }
}
