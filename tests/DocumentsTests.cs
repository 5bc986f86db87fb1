using System.Text.RegularExpressions;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests;

/// <summary>Links between the documents, and their statements about the plan.</summary>
public sealed partial class DocumentsTests
{
    [Fact]
    public void EveryLinkLeadsToAFile()
    {
        var links = Pages().SelectMany(page => Links(page).Select(link => (Page: page, Link: link))).ToArray();

        Assert.NotEmpty(links);
        Assert.Equal([], links.Where(link => !File.Exists(link.Link.Path) && !Directory.Exists(link.Link.Path)).Select(Described));
    }

    [Fact]
    public void EveryAnchorNamesAHeadingOrAnId()
    {
        var links = Pages().SelectMany(page => Links(page).Select(link => (Page: page, Link: link))).Where(link => link.Link.Anchor.Length > 0).ToArray();

        Assert.NotEmpty(links);
        Assert.Equal([], links.Where(link => File.Exists(link.Link.Path) && !Anchors(link.Link.Path).Contains(link.Link.Anchor)).Select(Described));
    }

    [Fact]
    public void TheIndexNamesEveryPage()
    {
        var index = Repository.File("docs", "README.md");
        var pages = Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories).Where(page => page != index);

        Assert.Equal([], pages.Except(Links(index).Select(link => link.Path)).Select(page => Path.GetRelativePath(Repository.Root, page)));
    }

    [Fact]
    public async Task ThePageOfBackupsNamesTheFoldersAsTheyArePlanned()
    {
        var plan = await DatabaseSystems.PlanAsync("prod", "3-prod");
        var page = await File.ReadAllTextAsync(Repository.File("docs", "backups.md"));

        var log = Spec(plan, "postgres-postgres-archive")["configuration"]!.TextOf("destinationPath")!;
        var binaryLogs = Spec(plan, "mysql-mysql-cluster").At("backup", "storages", "binlogs", "s3")!.TextOf("bucket")!;
        Assert.Contains(log.Replace("s3://dirtbikechina-k8s-backups", "`BUCKET", StringComparison.Ordinal) + "/postgres-<incarnation>/`", page, StringComparison.Ordinal);
        Assert.Contains(Incarnation().Replace(binaryLogs.Replace("dirtbikechina-k8s-backups", "`BUCKET", StringComparison.Ordinal), "/mysql-<incarnation>/") + "/`", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRecoveryObjectivesNameTheMinutesOfTheDumps()
    {
        var plan = await Plans.OfAsync("prod");
        var page = await File.ReadAllTextAsync(Repository.File("docs", "recovery-objectives.md"));

        Assert.All(new[] { ("postgres", "logto"), ("postgres", "discourse"), ("mysql", "wordpress") }, dump =>
        {
            var minute = int.Parse(Spec(plan, $"{dump.Item1}-backup-offsite-{dump.Item2}").TextOf("schedule")!.Split(' ')[0]);
            Assert.Contains($"{dump.Item2} 03:{minute:00}", page, StringComparison.Ordinal);
        });
    }

    private static PlanValue Spec(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name).Inputs["spec"]!;

    private static string[] Pages() => [Repository.File("README.md"), .. Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)];

    private static IEnumerable<(string Path, string Anchor)> Links(string page) =>
        Link().Matches(File.ReadAllText(page))
            .Where(match => !match.Groups[1].Value.StartsWith("http", StringComparison.Ordinal))
            .Select(match => (
                match.Groups[1].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, match.Groups[1].Value)),
                match.Groups[2].Value));

    // GitHub's anchor of a heading: lower case, without punctuation, spaces as hyphens.
    private static HashSet<string> Anchors(string page)
    {
        var text = File.ReadAllText(page);
        var headings = Heading().Matches(text).Select(match => Punctuation().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));
        return [.. headings, .. Id().Matches(text).Select(match => match.Groups[1].Value)];
    }

    private static string Described((string Page, (string Path, string Anchor) Link) link) =>
        $"{Path.GetRelativePath(Repository.Root, link.Page)} -> {Path.GetRelativePath(Repository.Root, link.Link.Path)}#{link.Link.Anchor}";

    [GeneratedRegex(@"\]\(([^)#\s]*)(?:#([^)]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("""<a id="([^"]+)">""")]
    private static partial Regex Id();

    [GeneratedRegex("/mysql-[^/]+/")]
    private static partial Regex Incarnation();
}
