using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests;

/// <summary>Links between the documents, and their statements about the plan.</summary>
public sealed partial class DocumentsTests
{
    [Fact]
    public void EveryLinkLeadsToAFile() => AllOf(AllLinks(), link => Path.Exists(link.Path));

    [Fact]
    public void EveryAnchorNamesAHeadingOrAnId() => AllOf(
        AllLinks().Where(link => link.Item.Anchor.Length > 0 && File.Exists(link.Item.Path)),
        link => Anchors(link.Path).Contains(link.Anchor));

    [Fact]
    public void EveryPathOfTheRepositoryExists() => AllOf(
        // The generated guide also cites paths of other projects.
        AllCodes().Where(code => RepositoryPath().IsMatch(code.Item) && !code.Page.EndsWith("configuration.md", StringComparison.Ordinal)),
        path => Path.Exists(Path.Combine(Repository.Root, path)));

    [Fact]
    public void EveryCommandLineParses() => AllOf(
        from page in Pages()
        from match in CommandLine().Matches(File.ReadAllText(page))
        select (page, match.Groups[1].Value.Trim()),
        arguments => arguments == "--help" || App.Complete(new(Repository.Root)).Parse(arguments).Errors.Count == 0);

    [Fact]
    public void EverySettingExists()
    {
        var records = Records();

        AllOf(
            from code in AllCodes()
            let path = SettingPath().Match(code.Item).Groups[1].Value.Replace("[]", "", StringComparison.Ordinal)
            where records["System"].ContainsKey(path.Split('.')[0])
            select (code.Page, path),
            path => IsSetting(records, path));
    }

    [Fact]
    public void TheIndexNamesEveryPage()
    {
        var index = Repository.File("docs", "README.md");
        // It leads to the pages of alerts by their own index.
        var named = Links(index).Concat(Links(Repository.File("docs", "alerts.md"))).Select(link => link.Path);
        var pages = Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories).Where(page => page != index);

        Assert.Equal([], pages.Except(named).Select(page => Path.GetRelativePath(Repository.Root, page)));
    }

    [Fact]
    public async Task BackupsPageNamesThePlannedFolders()
    {
        var plan = await DatabaseSystems.PlanAsync("prod", "3-prod");
        var page = await File.ReadAllTextAsync(Repository.File("docs", "backups.md"));

        var log = Spec(plan, "postgres-postgres-archive")["configuration"]!.TextOf("destinationPath")!;
        var binaryLogs = Spec(plan, "mysql-mysql-cluster").At("backup", "storages", "binlogs", "s3")!.TextOf("bucket")!;
        log = log.Replace("s3://dirtbikechina-k8s-backups", "`BUCKET", StringComparison.Ordinal);
        binaryLogs = binaryLogs.Replace("dirtbikechina-k8s-backups", "`BUCKET", StringComparison.Ordinal);
        binaryLogs = Incarnation().Replace(binaryLogs, "/mysql-<incarnation>/");
        Assert.Contains($"{log}/postgres-<incarnation>/`", page, StringComparison.Ordinal);
        Assert.Contains($"{binaryLogs}/`", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoveryObjectivesNameTheTimesOfTheDumps()
    {
        var plan = await Plans.OfAsync("prod");
        var page = await File.ReadAllTextAsync(Repository.File("docs", "recovery-objectives.md"));

        Each.Of(new[] { ("postgres", "logto"), ("postgres", "discourse"), ("mysql", "wordpress") }, dump =>
        {
            var minute = int.Parse(Spec(plan, $"{dump.Item1}-backup-offsite-{dump.Item2}").TextOf("schedule")!.Split(' ')[0]);
            Assert.Contains($"{dump.Item2} 03:{minute:00}", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task ExampleOfAnAppIsACompletePartOfItsFile()
    {
        using var copy = new FrozenCopy();
        var example = Example().Match(await File.ReadAllTextAsync(Repository.File("docs", "apps.md"))).Groups[1].Value;
        await File.AppendAllTextAsync(Path.Combine(copy.Root, "stacks/product/env.prod.yaml"), example);

        var outcome = await StackPreview.RunAsync(copy.Root, "product");

        Problems.None(outcome.Problems);
        string[] made =
        [
            "app-notes-cleanup-schedule", "app-notes-deployment", "app-notes-files", "routes-notes-route", "secrets-notesKey",
            "volumes-notes-data",
        ];
        // A digest of the files is behind the name of their ConfigMap.
        Assert.Equal(made, made.Where(name => outcome.Graph!.Resources.Any(
            resource => resource.Name == name || resource.Name.StartsWith($"{name}-", StringComparison.Ordinal))));
    }

    private static PlanValue Spec(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name).Inputs["spec"]!;

    private static void AllOf<T>(IEnumerable<(string Page, T Item)> items, Predicate<T> holds)
    {
        var all = items.ToArray();

        Assert.NotEmpty(all);
        Assert.Equal(
            [],
            all.Where(item => !holds(item.Item)).Select(item => $"{Path.GetRelativePath(Repository.Root, item.Page)}: {item.Item}"));
    }

    private static string[] Pages() =>
        [Repository.File("README.md"), .. Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)];

    private static IEnumerable<(string Page, (string Path, string Anchor) Item)> AllLinks() =>
        Pages().SelectMany(page => Links(page).Select(link => (page, link)));

    private static IEnumerable<(string Page, string Item)> AllCodes() =>
        Pages().SelectMany(page => Codes(page).Select(code => (page, code)));

    private static IEnumerable<(string Path, string Anchor)> Links(string page) =>
        Link().Matches(File.ReadAllText(page))
            .Where(match => !match.Groups[1].Value.StartsWith("http", StringComparison.Ordinal))
            .Select(match => (
                match.Groups[1].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, match.Groups[1].Value)),
                match.Groups[2].Value));

    // Code between backticks, outside of blocks.
    private static IEnumerable<string> Codes(string page) =>
        Code().Matches(Block().Replace(File.ReadAllText(page), "")).Select(match => match.Groups[1].Value);

    // The settings of each record in the generated guide, with the record that each contains, if any.
    private static Dictionary<string, Dictionary<string, string>> Records()
    {
        var records = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Repository.File("docs", "configuration.md")))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                records[line[4..]] = settings = new(StringComparer.Ordinal);
            }
            else if (Setting().Match(line) is { Success: true } row)
            {
                settings[row.Groups["name"].Value] = Record().Match(row.Groups["type"].Value).Groups[1].Value;
            }
        }

        return records;
    }

    private static bool IsSetting(Dictionary<string, Dictionary<string, string>> records, string path)
    {
        var record = "System";
        return path.Split('.').All(part => records.GetValueOrDefault(record, []).TryGetValue(part, out record!));
    }

    // GitHub's anchor of a heading: lower case, without punctuation, spaces as hyphens.
    private static HashSet<string> Anchors(string page)
    {
        var text = File.ReadAllText(page);
        var headings = Heading().Matches(text)
            .Select(match => Punctuation().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));
        return [.. headings, .. Id().Matches(text).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"\]\(([^)#\s]*)(?:#([^)]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Punctuation();

    // Up to a comment, a redirection or the end of the code.
    [GeneratedRegex("dotnet run --project cli -- ([^`#>|&;\n]+)")]
    private static partial Regex CommandLine();

    [GeneratedRegex("""<a id="([^"]+)">""")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\s*```.*?^\s*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    // Annotations such as infra/host are in lower case.
    [GeneratedRegex(@"^((infra/[A-Z]|preview/|cli/|sdk/|tests/|bench/|images/|stacks/|docs/|\.ci/|\.github/)[\w./-]*)$")]
    private static partial Regex RepositoryPath();

    // A path of settings, and perhaps a value behind it.
    [GeneratedRegex(@"^([a-z]\w*(?:\[\])?(?:\.[a-z]\w*(?:\[\])?)+)(?:: .*)?$")]
    private static partial Regex SettingPath();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>[^|]*) \|")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\[(\w+)\]\(#")]
    private static partial Regex Record();

    [GeneratedRegex("/mysql-[^/]+/")]
    private static partial Regex Incarnation();
}
