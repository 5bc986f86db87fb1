using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Infra.Preview.Images;
using Infra.Tests.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Images;

/// <summary>Tests of the data that leaves the machine building an image, and of the data that does not.</summary>
public sealed class BuildTests
{
    [Fact]
    public void BuildsTestsAndScansByDefaultAndPushesNothing()
    {
        using var run = new BuildRun();

        run.Build(BuildRun.Postgres, BuildRun.Image).Succeeded();

        Assert.Equal(["build", "run", "save", "run"], run.Calls.Select(call => call.Split(' ')[0]));
        Assert.Empty(run.Leftovers);
    }

    [Fact]
    public void BuildReceivesEveryPin()
    {
        using var run = new BuildRun();

        run.Build(BuildRun.Postgres, BuildRun.Image).Succeeded();

        var build = Assert.Single(run.CallsOf("build"));
        Each.Of(
            PinnedBuildsTests.Pins(BuildRun.Postgres),
            pin => Assert.Contains($"--build-arg {pin.Key}={pin.Value}", build, StringComparison.Ordinal));
        var scanner = PinnedBuildsTests.Pins("")["TRIVY"];
        Assert.Contains(run.CallsOf("run"), call => call.Contains(scanner, StringComparison.Ordinal));
    }

    [Fact]
    public void ReportsAllProblemsBeforeItRunsDocker()
    {
        using var run = new BuildRun(
            pins =>
                pins.Replace("CJK_COMMIT=c38d21a", "CJK_COMMIT=", StringComparison.Ordinal)
                    .Replace("\nSNAPSHOT=", "\n#", StringComparison.Ordinal));
        run.Variables["PUSH"] = "yes";
        run.Variables["SAVE"] = "image.zip";

        var result = run.Build(BuildRun.Postgres, "registry.example.com/postgres:16");

        Each.Of(
            [
                "'registry.example.com/postgres:16' is not an image",
                "PUSH is 'yes'",
                "image.zip'",
                "CJK_COMMIT is '2451dc",
                "SNAPSHOT is ''",
            ],
            said => result.Failed(said));
        Assert.Empty(run.Calls);
    }

    [Theory]
    [InlineData("BASE")]
    [InlineData("DEBIAN")]
    [InlineData("TRIVY")]
    public void RefusesAnImageWithoutADigest(string pin)
    {
        var value = PinnedBuildsTests.Pins(pin == "TRIVY" ? "" : BuildRun.Postgres)[pin];
        using var run = new BuildRun(pins => pins.Replace($"{value}\n", $"{value.Split('@')[0]}\n", StringComparison.Ordinal));

        run.Build(BuildRun.Postgres, BuildRun.Image).Failed($"{pin} is '");

        Assert.Empty(run.Calls);
    }

    [Theory]
    [InlineData()]
    [InlineData(BuildRun.Postgres)]
    [InlineData(BuildRun.Postgres, BuildRun.Image, "and another")]
    public void RefusesOtherThanAFolderAndAnImage(params string[] arguments)
    {
        using var run = new BuildRun();

        run.Build(arguments).Failed($"{arguments.Length.ToString(CultureInfo.InvariantCulture)} arguments");
    }

    [Fact]
    public void RefusesAnUnknownFolder()
    {
        using var run = new BuildRun();

        run.Build("images/postgre", BuildRun.Image).Failed("write a folder with one, or one of: discourse postgres wordpress");
    }

    [Fact]
    public void BuildsAnyFolderWithADockerfile()
    {
        using var run = new BuildRun();
        run.Write("shop/web.Dockerfile", "FROM scratch\n");
        run.Variables["DOCKERFILE"] = "web.Dockerfile";

        run.Build("shop", "registry.example.com/shop:1.4.0").Succeeded();

        Assert.EndsWith(" --file ../shop/web.Dockerfile ../shop", Assert.Single(run.CallsOf("build")), StringComparison.Ordinal);
        Assert.Equal(["build", "save", "run"], run.Calls.Select(call => call.Split(' ')[0]));
    }

    [Fact]
    public void RefusesLatest()
    {
        using var run = new BuildRun();
        run.Write("shop/Dockerfile", "FROM scratch\n");

        run.Build("shop", "registry.example.com/shop:latest").Failed("'registry.example.com/shop:latest' is latest");

        Assert.Empty(run.Calls);
    }

    [Theory]
    [InlineData("low", "LOW,MEDIUM,HIGH,CRITICAL")]
    [InlineData("medium", "MEDIUM,HIGH,CRITICAL")]
    [InlineData("", "HIGH,CRITICAL")]
    [InlineData("critical", "CRITICAL")]
    public void ScanFailsFromTheDescribedSeverity(string severity, string asked)
    {
        using var run = new BuildRun();
        run.Variables["FAIL_ON"] = severity;

        run.Build(BuildRun.Postgres, BuildRun.Image).Succeeded();

        Assert.Contains(run.CallsOf("run"), call => call.Contains($" --severity {asked} ", StringComparison.Ordinal));
    }

    [Fact]
    public void DescribedImagesAreBuiltByTheirPrintedCommands()
    {
        var builds = ImageBuild.Of(Community.Spec());

        Assert.Equal(3, builds.Count);
        Each.Of(builds, build =>
        {
            using var run = new BuildRun();
            var words = build.Command().Split(' ');
            var assigned = words.TakeWhile(word => word.Contains('=', StringComparison.Ordinal)).ToArray();
            foreach (var variable in assigned.Where(word => !word.StartsWith("PUSH=", StringComparison.Ordinal)))
            {
                run.Variables[variable.Split('=')[0]] = variable.Split('=')[1];
            }

            Assert.Equal("images/build.sh", words[assigned.Length]);
            run.Build(words[(assigned.Length + 1)..]).Succeeded();
        });
    }

    [Theory]
    [InlineData("wordpress", "registry.example.com/wordpress:7.1.2")]
    [InlineData("discourse", "registry.example.com/discourse:2026.7.1")]
    public void EveryImageIsBuiltTestedAndScanned(string folder, string image)
    {
        using var run = new BuildRun();

        run.Build(folder, image).Succeeded();

        Assert.Equal(["build", "run", "save", "run"], run.Calls.Select(call => call.Split(' ')[0]));
        Assert.EndsWith($" {folder}", Assert.Single(run.CallsOf("build")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wordpress", "registry.example.com/wordpress:latest", "a tag that begins with the version of WordPress")]
    [InlineData("discourse", "registry.example.com/discourse:stable", "a tag that begins with the version of Discourse")]
    public void TagBeginsWithTheVersion(string folder, string image, string says)
    {
        using var run = new BuildRun();

        run.Build(folder, image).Failed(says);

        Assert.Empty(run.Calls);
    }

    [Fact]
    [Pitfall("discourse-plugin-token")]
    public void TokenOfPrivatePluginsIsASecretOfTheBuild()
    {
        using var run = new BuildRun();
        run.Variables["PLUGIN_TOKEN"] = "hunter2";

        var result = run.Build("discourse", "registry.example.com/discourse:2026.7.1").Succeeded();

        Assert.Contains(" --secret id=plugin_token,env=PLUGIN_TOKEN ", Assert.Single(run.CallsOf("build")), StringComparison.Ordinal);
        Each.Lacks(run.Calls, call => call.Contains("hunter2", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PrivatePluginWithoutATokenIsRefusedBeforeTheBuild()
    {
        using var run = new BuildRun();
        File.AppendAllText(run["images/discourse/plugins.txt"], $"mine https://github.com/me/mine {new string('a', 40)} private\n");

        run.Build("discourse", "registry.example.com/discourse:2026.7.1").Failed("PLUGIN_TOKEN is not set");

        Assert.Empty(run.Calls);
    }

    [Fact]
    public void RefusesAMissingTargetFolderBeforeTheBuild()
    {
        using var run = new BuildRun();
        run.Variables["SAVE"] = "nowhere/image.tar";

        run.Build(BuildRun.Postgres, BuildRun.Image).Failed("does not exist");

        Assert.Empty(run.Calls);
    }

    [Fact]
    public void ReportsMissingDocker()
    {
        using var run = new BuildRun();
        run.WithoutDocker();

        run.Build(BuildRun.Postgres, BuildRun.Image).Failed("docker is missing");
    }

    [Theory]
    [InlineData("BUILD", "1", "the image was not built")]
    [InlineData("SMOKE", "1", "the smoke tests failed")]
    [InlineData("SCAN", "3", "vulnerabilities of severity high or above")]
    [InlineData("SCAN", "1", "the scan did not run (code 1)")]
    [Pitfall("postgres-custom-image")]
    public void FailedImageIsNeitherPushedNorExported(string what, string code, string says)
    {
        using var run = new BuildRun();
        run.Variables["PUSH"] = "1";
        run.Variables["SAVE"] = "image.tar.gz";
        run.Variables[what] = code;

        run.Build(BuildRun.Postgres, BuildRun.Image).Failed(says);

        Assert.Empty(run.CallsOf("push"));
        Assert.False(File.Exists(run["image.tar.gz"]));
        Assert.Empty(run.Leftovers);
    }

    [Fact]
    public void PushPrintsTheDigestOfItsRepository()
    {
        using var run = new BuildRun();
        run.Variables["PUSH"] = "1";

        var result = run.Build(BuildRun.Postgres, BuildRun.Image).Succeeded();

        Assert.Contains($"image: {BuildRun.Image}@{BuildRun.Digest}\n", result.Text, StringComparison.Ordinal);
        Assert.Equal([$"push {BuildRun.Image}"], run.CallsOf("push"));
    }

    [Fact]
    public void RefusedPushPrintsNoDigest()
    {
        using var run = new BuildRun();
        run.Variables["PUSH"] = "1";
        run.Variables["REGISTRY"] = "1";

        var result = run.Build(BuildRun.Postgres, BuildRun.Image).Failed("was not pushed");
        Assert.DoesNotContain("image: ", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PushWithoutADigestFromDockerFails()
    {
        using var run = new BuildRun();
        run.Variables["PUSH"] = "1";
        run.Variables["DIGESTS"] = $"elsewhere.example.com/postgres@{BuildRun.Digest}";

        run.Build(BuildRun.Postgres, BuildRun.Image).Failed("reports no digest of it");
    }

    [Fact]
    public void WritesTheArchiveAndPrintsItsChecksum()
    {
        using var run = new BuildRun();
        run.Variables["SAVE"] = "image.tar.gz";

        var result = run.Build(BuildRun.Postgres, BuildRun.Image).Succeeded();

        var archive = File.ReadAllBytes(run["image.tar.gz"]);
        using var content = new StreamReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
        Assert.Equal("the image\n", content.ReadToEnd());
        Assert.Contains($"archiveSha256: {Convert.ToHexStringLower(SHA256.HashData(archive))}\n", result.Text, StringComparison.Ordinal);
        Assert.Empty(run.Leftovers);
    }

    [Fact]
    public void IncompleteArchiveDoesNotReplaceTheFormerOne()
    {
        using var run = new BuildRun();
        run.Variables["SAVE"] = "image.tar";
        File.WriteAllText(run["image.tar"], "the former image");
        run.Variables["SCAN"] = "3";

        run.Build(BuildRun.Postgres, BuildRun.Image).Failed("vulnerabilities of severity high or above");
        Assert.Equal("the former image", File.ReadAllText(run["image.tar"]));

        run.Variables.Remove("SCAN");
        run.Build(BuildRun.Postgres, BuildRun.Image).Succeeded();
        Assert.Equal("the image\n", File.ReadAllText(run["image.tar"]));
    }

    [Fact]
    public void DockerReceivesNoSecret()
    {
        using var run = new BuildRun();
        run.Variables["PUSH"] = "1";
        run.Variables["REGISTRY_PASSWORD"] = "hunter2";

        var result = run.Build(BuildRun.Postgres, BuildRun.Image).Succeeded();

        Assert.DoesNotContain("hunter2", result.Text, StringComparison.Ordinal);
        Each.Lacks(
            run.Calls,
            call =>
                call.Contains("hunter2", StringComparison.Ordinal) || call.Contains(
                    "--env", StringComparison.Ordinal) || call.Contains("docker.sock", StringComparison.Ordinal));
    }
}
