using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Model;
using Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Images;

/// <summary>
/// Tests that the inputs of image builds are pinned: base images by digest, sources and actions by commit, each with where it was found.
/// </summary>
public sealed partial class PinnedBuildsTests
{
    private static readonly string[] ImageFolders = Directory.GetDirectories(Repository.File("images"));

    public static TheoryData<string> Workflows() => [.. Files(".github", "*.y*ml")];

    public static TheoryData<string> Dockerfiles() => [.. Files("images", "*Dockerfile*")];

    /// <summary>Values of <c>pins.env</c>.</summary>
    internal static Dictionary<string, string> Pins() => File.ReadAllLines(Repository.File("images", "postgres", "pins.env"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1], StringComparer.Ordinal);

    [Fact]
    public void EveryPinHasItsSourceAndDate()
    {
        var groups = File.ReadAllText(Repository.File("images", "postgres", "pins.env")).Split("\n\n").Skip(1).ToArray();

        Assert.Equal(Pins().Count, groups.SelectMany(group => group.Split('\n')).Count(line => line.Length > 0 && line[0] != '#'));
        Each.Of(groups, group => Assert.Matches(@"(?s)^#.*\n# https://\S+[^\n]*\b20\d\d-\d\d-\d\d\n[A-Z]", group));
    }

    [Fact]
    public void EveryPinnedImageIsADigest()
    {
        var images = Pins().Where(pin => pin.Value.Contains(':', StringComparison.Ordinal)).ToArray();

        Assert.Equal(["BASE", "DEBIAN", "TRIVY"], images.Select(pin => pin.Key).Order(StringComparer.Ordinal));
        Each.Of(images, pin => Assert.Matches(Digest(), pin.Value));
    }

    [Fact]
    public void ParserIsPinnedToAFullCommit() => Assert.Matches("^[0-9a-f]{40}$", Pins()["CJK_COMMIT"]);

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    [Pitfall("postgres-custom-image")]
    public void DockerfileBuildsOnDigestsOrRequiredArguments(string file)
    {
        var lines = File.ReadAllLines(Repository.File(file));
        var stages = Matches(lines, @"^FROM \S+ AS (?<it>\S+)");
        var required = Matches(lines, @"^ARG (?<it>\w+)$");
        var bases = Matches(lines, @"^FROM (?<it>\S+)");

        Assert.NotEmpty(bases);
        Each.Of(bases, from => Assert.True(
            stages.Contains(from) || Digest().IsMatch(from) || required.Any(argument => from == $"${{{argument}}}"),
            $"{file} builds on {from}, which nothing pins"));
        Assert.Empty(Matches(lines, @"^ARG (?<it>\w+=.*)"));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void ActionIsPinnedToAFullCommitWithItsVersion(string file)
    {
        var lines = File.ReadAllLines(Repository.File(file)).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(lines);
        Each.Of(lines, line => Assert.Matches(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void FilesThatAWorkflowNamesExist(string file)
    {
        var text = File.ReadAllText(Repository.File(file));
        var scripts = Matches(text.Split('\n'), @"(^|\s)(?<it>[\w.][\w./-]*/([\w-]+\.sh|run))\b");

        Assert.NotEmpty(scripts);
        Each.Of(scripts, script => Shell.Run("test", "-x", Repository.File(script)));
        foreach (var paths in Matches(text.Split('\n'), "paths: \\[\"(?<it>.*)\"\\]"))
        {
            Each.Of(paths.Split("\", \""), Found);
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void JobHasReadRightsOnlyAndATimeLimit(string file)
    {
        var root = Parse(file);

        Assert.Empty(Map(root["permissions"]).Children);
        Assert.NotEmpty(Map(root["concurrency"]).Children);
        Each.Of(Map(root["jobs"]).Children, job =>
        {
            Assert.Equal(["contents: read"], Map(job.Value["permissions"]).Children.Select(right => $"{right.Key}: {right.Value}"));
            Assert.InRange(int.Parse(job.Value["timeout-minutes"].ToString(), CultureInfo.InvariantCulture), 1, 120);
            Assert.DoesNotContain("latest", job.Value["runs-on"].ToString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void SecretIsInTheEnvironmentOfAStepOnly(string file)
    {
        var root = Parse(file);
        var steps = Map(root["jobs"]).Children.SelectMany(job => ((YamlSequenceNode)job.Value["steps"]).Children).Select(Map).ToArray();
        var inSteps = steps.Where(step => step.Children.ContainsKey("env")).SelectMany(step => Map(step["env"]).Children)
            .Count(variable => variable.Value.ToString().Contains("secrets.", StringComparison.Ordinal));

        Assert.Equal(Regex.Count(File.ReadAllText(Repository.File(file)), @"\bsecrets\."), inSteps);
        Each.Of(
            steps.Where(step => step.Children.ContainsKey("run")),
            step => Assert.DoesNotContain("${{", step["run"].ToString(), StringComparison.Ordinal));
        var logins = steps.Where(step => step.ToString().Contains("docker login", StringComparison.Ordinal)).ToArray();
        Assert.Equal(inSteps > 0, logins.Length > 0);
        foreach (var login in logins)
        {
            Assert.Contains("--password-stdin", login.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SystemDescribesEveryImageOfTheProject()
    {
        var described = Community.Spec().Images.ToDictionary(image => image.Context, StringComparer.Ordinal);

        Assert.NotEmpty(ImageFolders);
        Each.Of(ImageFolders, folder =>
        {
            var image = described[Path.GetRelativePath(Repository.Root, folder)];
            Assert.True(File.Exists(Path.Combine(folder, image.Dockerfile)));
            Assert.True(ImageReference.Parse(image.Name).IsPinned);
        });
    }

    [GeneratedRegex("@sha256:[0-9a-f]{64}$")]
    private static partial Regex Digest();

    private static string[] Files(string folder, string pattern) =>
        [
            .. Directory.GetFiles(Repository.File(folder), pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Repository.Root, file)),
        ];

    private static string[] Matches(IEnumerable<string> lines, string pattern) =>
        [.. lines.SelectMany(line => Regex.Matches(line, pattern)).Select(match => match.Groups["it"].Value)];

    private static YamlMappingNode Parse(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Repository.File(file));
        yaml.Load(reader);
        return Map(yaml.Documents[0].RootNode);
    }

    private static YamlMappingNode Map(YamlNode node) => Assert.IsType<YamlMappingNode>(node);

    private static void Found(string glob)
    {
        var folder = Repository.File(Path.GetDirectoryName(glob)!);
        Assert.NotEmpty(Directory.GetFileSystemEntries(folder, Path.GetFileName(glob).Replace("**", "*", StringComparison.Ordinal)));
    }
}
