using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Tests.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Images;

/// <summary>
/// Tests that the inputs of image builds are pinned: base images by digest, sources by commit, each with where it was found.
/// </summary>
public sealed partial class PinnedBuildsTests
{
    private static readonly string[] ImageFolders = Directory.GetDirectories(Repository.File("images"));

    public static TheoryData<string> Dockerfiles() => [.. Files("images", "*Dockerfile*")];

    public static TheoryData<string> Images() => ["", .. ImageFolders.Select(folder => Path.GetFileName(folder))];

    /// <summary>Values of <c>pins.env</c> of an image; of those that all share for an empty name.</summary>
    internal static Dictionary<string, string> Pins(string image) => File.ReadAllLines(Repository.File("images", image, "pins.env"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1], StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Images))]
    public void EveryPinHasItsSourceAndDate(string image)
    {
        var groups = File.ReadAllText(Repository.File("images", image, "pins.env")).Split("\n\n").Skip(1).ToArray();

        Assert.Equal(Pins(image).Count, groups.SelectMany(group => group.Split('\n')).Count(line => line.Length > 0 && line[0] != '#'));
        Each.Of(groups, group => Assert.Matches(@"(?s)^#.*\n# https://\S+[^\n]*\b20\d\d-\d\d-\d\d\n[A-Z]", group));
    }

    [Theory]
    [InlineData("postgres", "BASE", "DEBIAN")]
    [InlineData("wordpress", "BASE")]
    [InlineData("discourse", "BASE")]
    [InlineData("", "TRIVY")]
    public void EveryPinnedImageIsADigest(string image, params string[] names)
    {
        var images = Pins(image).Where(pin => pin.Value.Contains(':', StringComparison.Ordinal)).ToArray();

        Assert.Equal(names, images.Select(pin => pin.Key).Order(StringComparer.Ordinal));
        Each.Of(images, pin => Assert.Matches(Digest(), pin.Value));
    }

    [Theory]
    [InlineData("postgres", "CJK_COMMIT")]
    [InlineData("discourse", "TEMPLATES_COMMIT")]
    public void SourceIsPinnedToAFullCommit(string image, string pin) => Assert.Matches("^[0-9a-f]{40}$", Pins(image)[pin]);

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
}
