using System.Text.RegularExpressions;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Ci;

/// <summary>Rules that every workflow keeps.</summary>
public sealed class WorkflowsTests
{
    private static readonly string[] Runners = ["ubuntu-24.04", "self-hosted linux debian-12"];

    /// <summary>Jobs that may write, each with the one thing that it may write to.</summary>
    private static readonly string[] Writers = ["drift.yaml/report: issues", "pull-request.yaml/comment: pull-requests"];

    public static TheoryData<string> Files() => [.. Names()];

    [Theory]
    [MemberData(nameof(Files))]
    public void PermissionsAreGivenToJobsAlone(string file)
    {
        var workflow = Workflow(file);
        Assert.Empty(workflow["permissions"]!.Keys);
        Assert.NotNull(workflow["concurrency"]!["group"]);
        Each.Of(Jobs(workflow), job =>
        {
            Assert.NotEmpty(job.Value["permissions"]!.Keys);
            Assert.InRange(job.Value["timeout-minutes"]!.Number, 1, 120);
            Assert.Contains(RunnerOf(job.Value), Runners);
        });
    }

    [Fact]
    public void OnlyTwoJobsMayWrite() => Assert.Equal(
        Writers,
        from file in Names()
        from job in Jobs(Workflow(file))
        let permissions = job.Value["permissions"]!
        from scope in permissions.Keys
        where permissions[scope]!.Text != "read"
        select $"{file}/{job.Key}: {scope}");

    [Theory]
    [MemberData(nameof(Files))]
    public void ActionsArePinnedByCommitWithTheirVersion(string file)
    {
        var uses = Text(file).Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();
        Each.Of(uses, line => Assert.Matches(@"^ +(- )?uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$", line));
    }

    [Fact]
    public void AnActionHasOnePin()
    {
        var pins = Names().SelectMany(file => Regex.Matches(Text(file), "uses: ([^@]+)@(.+)"))
            .Select(match => (Action: match.Groups[1].Value, Pin: match.Groups[2].Value)).Distinct();
        Each.Of(pins.GroupBy(pin => pin.Action), action => Assert.Single(action));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ShellCodeContainsNoExpression(string file) =>
        Each.Of(Runs(file), run => Assert.DoesNotContain("${{", run, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void ScriptsOfStepsExistAndAreExecutable(string file) =>
        Each.Of(Runs(file).SelectMany(run => Regex.Matches(run, @"(?<![\w/])(\.ci|images)/[a-z-]+(\.sh)?")), match =>
        {
            var script = Repository.File(match.Value);
            Assert.True(File.Exists(script), $"{match.Value} does not exist");
            Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute),
                $"{match.Value} is not executable");
        });

    [Theory]
    [MemberData(nameof(Files))]
    public void CheckoutsKeepNoCredentials(string file)
    {
        var checkouts = Steps(file).Where(step => step.TextOf("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true);
        Each.Of(checkouts, step => Assert.False(step["with"]!["persist-credentials"]!.IsTrue));
        Each.Of(checkouts, step => Assert.Equal(PlanValueKind.Truth, step["with"]!["persist-credentials"]!.Kind));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ForeignCodeRunsWithoutSecrets(string file)
    {
        var workflow = Workflow(file);
        Assert.DoesNotContain("pull_request_target", Text(file), StringComparison.Ordinal);
        Assert.DoesNotContain("workflow_run", Text(file), StringComparison.Ordinal);
        if (workflow["on"]!["pull_request"] is null)
        {
            return;
        }
        foreach (var (_, job) in Jobs(workflow))
        {
            var isOwn = job.TextOf("if")?.Contains(
                "github.event.pull_request.head.repo.full_name == github.repository", StringComparison.Ordinal) == true;
            foreach (var step in job["steps"]!.Items)
            {
                var values = step["env"] is { } given ? string.Concat(given.Items.Select(value => value.Text)) : "";
                // Of another event than a pull request, nothing is foreign.
                values = Regex.Replace(values, @"\$\{\{ github\.event_name != 'pull_request' && [^}]*\}\}", "");
                var hasSecrets = Regex.IsMatch(values, @"\bsecrets\.|\bgithub\.token\b");
                // PUSH is set on the main branch alone.
                Assert.True(!hasSecrets || isOwn || step.TextOf("if") == "env.PUSH == '1'", $"{file}: {step.TextOf("name")}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ReferencesToJobsStepsAndOutputsHold(string file)
    {
        var jobs = Jobs(Workflow(file)).ToDictionary();
        foreach (var (name, job) in jobs)
        {
            var needs = Needs(job);
            Assert.Empty(needs.Except(jobs.Keys));
            var text = PlanText(job);
            foreach (Match used in Regex.Matches(text, @"needs\.([a-z-]+)\.(outputs\.([a-z-]+)|result)"))
            {
                Assert.True(needs.Contains(used.Groups[1].Value), $"{file}: {name} does not need {used.Groups[1].Value}");
                var output = used.Groups[3].Value;
                var isDeclared = output.Length == 0 || jobs[used.Groups[1].Value]["outputs"]?[output] is not null;
                Assert.True(isDeclared, $"{file}: {name}: {used.Value}");
            }
            var ids = job["steps"]!.Items.Select(step => step.TextOf("id")).ToHashSet();
            Assert.Empty(Regex.Matches(text, @"steps\.([a-z-]+)\.").Select(used => used.Groups[1].Value).Except(ids!));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void StepsHaveKnownKeysAndShells(string file) => Each.Of(Steps(file), step =>
    {
        Assert.Empty(step.Keys.Except(["name", "id", "if", "uses", "with", "env", "run", "shell"]));
        Assert.True(step["run"] is null != step["uses"] is null, "either run or uses");
        Assert.True(step.TextOf("shell") is null or "bash");
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void SecretIsInTheEnvironmentOfAStepOnly(string file)
    {
        var inSteps = Steps(file).Where(step => step["env"] is not null).SelectMany(step => step["env"]!.Items)
            .Count(value => value.Text.Contains("secrets.", StringComparison.Ordinal));
        Assert.Equal(Regex.Count(Text(file), @"\bsecrets\."), inSteps);
        foreach (var run in Runs(file).Where(run => run.Contains("docker login", StringComparison.Ordinal)))
        {
            Assert.Contains("--password-stdin", run, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void PathsThatStartAWorkflowExist(string file)
    {
        foreach (Match paths in Regex.Matches(Text(file), "paths: \\[\"(.*)\"\\]"))
        {
            Each.Of(paths.Groups[1].Value.Split("\", \""), glob => Assert.NotEmpty(Directory.GetFileSystemEntries(
                Repository.File(Path.GetDirectoryName(glob)!),
                Path.GetFileName(glob).Replace("**", "*", StringComparison.Ordinal))));
        }
    }

    private static IEnumerable<string> Names() =>
        Directory.GetFiles(Repository.File(".github", "workflows")).Select(file => Path.GetFileName(file)).Order();

    private static string Text(string file) => File.ReadAllText(Repository.File(".github", "workflows", file));

    private static PlanValue Workflow(string file) => PlanValues.Of(Text(file));

    private static IEnumerable<KeyValuePair<string, PlanValue>> Jobs(PlanValue workflow) =>
        workflow["jobs"]!.Keys.Zip(workflow["jobs"]!.Items, KeyValuePair.Create);

    private static IEnumerable<PlanValue> Steps(string file) => Jobs(Workflow(file)).SelectMany(job => job.Value["steps"]!.Items);

    private static IEnumerable<string> Runs(string file) => Steps(file).Select(step => step.TextOf("run")).OfType<string>();

    private static string RunnerOf(PlanValue job) => job["runs-on"] is { Kind: PlanValueKind.List } labels
        ? string.Join(' ', labels.Items.Select(label => label.Text))
        : job.TextOf("runs-on") ?? "";

    private static IReadOnlyList<string> Needs(PlanValue job) => job["needs"] switch
    {
        null => [],
        { Kind: PlanValueKind.List } list => [.. list.Items.Select(item => item.Text)],
        var one => [one.Text],
    };

    private static string PlanText(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Text => value.Text + "\n",
        _ => string.Concat(value.Items.Select(PlanText)),
    };
}
