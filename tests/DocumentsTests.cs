using System.Text.RegularExpressions;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests;

/// <summary>What the documents say of each other and of the plan.</summary>
public sealed partial class DocumentsTests
{
    [Fact]
    public void EveryLinkLeadsToAFile()
    {
        string[] pages = [Repository.File("README.md"), .. Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)];

        var broken =
            from page in pages
            from link in Links(page)
            where !File.Exists(link) && !Directory.Exists(link)
            select $"{Path.GetRelativePath(Repository.Root, page)} -> {Path.GetRelativePath(Repository.Root, link)}";

        Assert.Equal([], broken);
    }

    [Fact]
    public void TheIndexNamesEveryPage()
    {
        var index = Repository.File("docs", "README.md");
        var pages = Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories).Where(page => page != index);

        Assert.Equal([], pages.Except(Links(index)).Select(page => Path.GetRelativePath(Repository.Root, page)));
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

    private static IEnumerable<string> Links(string page) =>
        Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal))
            .Select(link => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, link)));

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("/mysql-[^/]+/")]
    private static partial Regex Incarnation();
}
