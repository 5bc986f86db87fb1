using System.Text;
using Infra.Preview.Graph;
using Infra.Preview.Sources;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Preview.Diff;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Sources;

/// <summary>Sides from a real repository: phases, revisions, the cache, and every refusal.</summary>
public sealed class PlanSourcesTests
{
    private const string Domain = "stacks/tiny/system.yaml";
    private const string Program = """
        if [ "$1 $2" = "preview old" ]; then echo "boom: no such option" >&2; exit 7; fi
        while [ "$1" != --out ]; do shift; done
        cp plan.json "$2"
        """;

    [Fact]
    public async Task RevisionIsPlannedFromItsOwnDescription()
    {
        using var repository = new ScratchRepository();
        repository.Edit(Domain, "example.org", "example.net");

        var (old, plan) = await Sources(repository).LoadAsync(Side("prod:HEAD"), Side("prod"));

        Assert.Equal(($"prod:HEAD ({repository.First[..7]})", "prod"), (old.Name, plan.Name));
        Assert.Contains("example.org", Json(old), StringComparison.Ordinal);
        Assert.DoesNotContain("example.net", Json(old), StringComparison.Ordinal);
        Assert.Contains("example.net", Json(plan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("deep/project")]
    public async Task RevisionOfAnUnchangedTreeIsTheSamePlan(string prefix)
    {
        using var repository = new ScratchRepository(prefix);
        repository.Write("docs/page.md", "not a part of any plan\n");
        var (old, plan) = await Sources(repository).LoadAsync(Side("prod@1-first-10:main"), Side("prod@1-first-10"));
        Assert.Equal(Json(plan), Json(old));
        Assert.Equal("1-first-10", old.Graph.Header.Phase);
    }

    [Fact]
    public async Task PlanOfACommitIsReadFromTheCache()
    {
        using var repository = new ScratchRepository();
        var made = await Sources(repository).LoadAsync(Side("prod:HEAD"));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(repository.Cache, "plans"), "*.json"));
        await File.WriteAllTextAsync(file, Json(made).Replace("example.org", "from.cache", StringComparison.Ordinal));

        Assert.Contains("from.cache", await JsonAsync(repository, $"prod:{repository.First}"), StringComparison.Ordinal);
        Assert.DoesNotContain("from.cache", await JsonAsync(repository, "prod@1-first:HEAD"), StringComparison.Ordinal);
        Assert.DoesNotContain("from.cache", await JsonAsync(repository, "prod"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"format":"infra.plan/1","stack":""")]
    [InlineData("""{"format":"infra.plan/1","stack":"other","system":"","environment":"","phase":null,"resources":[],"outputs":{}}""")]
    public async Task DamagedCacheIsMadeAnew(string damage)
    {
        using var repository = new ScratchRepository();
        var made = Json(await Sources(repository).LoadAsync(Side("prod:HEAD")));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(repository.Cache, "plans"), "*.json"));
        await File.WriteAllTextAsync(file, damage);

        Assert.Equal(made, Json(await Sources(repository).LoadAsync(Side("prod:HEAD"))));
        Assert.Equal(made, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task CacheThatCannotBeWrittenIsNotUsed()
    {
        using var repository = new ScratchRepository();
        repository.Write(".git/cache", "a file in the place of the folder");
        Assert.Equal("prod", (await Sources(repository).LoadAsync(Side("prod:HEAD"))).Graph.Header.Stack);
    }

    [Fact]
    public async Task ProgramIsBuiltWithoutACacheAndLeavesNoWorktree()
    {
        using var repository = new ScratchRepository();
        repository.Write("plan.json", Json(await Sources(repository).LoadAsync(Side("prod"))));
        repository.Commit("plan");
        repository.Write(".git/cache", "a file in the place of the folder");
        repository.Write("infra/New.cs", "new");

        Assert.Equal("prod", (await Sources(repository).LoadAsync(Side("prod:HEAD"))).Graph.Header.Stack);
        Assert.Single(repository.Git("worktree", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task RevisionWithAnotherProgramIsPlannedByThatProgram()
    {
        using var repository = new ScratchRepository();
        var saved = Json(await Sources(repository).LoadAsync(Side("prod")));
        repository.Write("plan.json", saved.Replace("example.org", "own.program", StringComparison.Ordinal));
        repository.Write("infra/Program.cs", "one");
        var second = repository.Commit("program");
        repository.Write("infra/Program.cs", "two");
        var progress = new List<string>();

        var old = await Sources(repository, progress).LoadAsync(Side("prod@1-first:HEAD"));
        Assert.Contains("own.program", Json(old), StringComparison.Ordinal);
        Assert.StartsWith($"prod@1-first:HEAD: building the program of {second[..7]}", Assert.Single(progress), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(repository.Cache, "infra-worktrees")));
        Assert.DoesNotContain("infra-worktrees", repository.Git("worktree", "list"), StringComparison.Ordinal);

        await Sources(repository, progress).LoadAsync(Side("prod@1-first:HEAD"));
        Assert.Single(progress);
    }

    [Fact]
    public async Task NewFileOfTheProgramMakesItAnotherProgram()
    {
        using var repository = new ScratchRepository();
        repository.Write("infra/New.cs", "new");
        var progress = new List<string>();
        await Assert.ThrowsAsync<SourceException>(() => Sources(repository, progress).LoadAsync(Side("prod:HEAD")));
        Assert.Single(progress);
    }

    [Fact]
    public async Task WorktreeOfARunThatWasCutOffIsRemovedByTheNext()
    {
        using var repository = new ScratchRepository();
        repository.Write("plan.json", Json(await Sources(repository).LoadAsync(Side("prod"))));
        repository.Commit("plan");
        var left = Path.Combine(repository.Cache, "infra-worktrees", "1234567-1");
        repository.Git("worktree", "add", "--quiet", "--detach", left, "HEAD");
        await File.WriteAllTextAsync($"{left}.lock", "");
        repository.Write("infra/New.cs", "new");

        await Sources(repository).LoadAsync(Side("prod:HEAD"));

        Assert.False(Directory.Exists(left) || File.Exists($"{left}.lock"));
        Assert.DoesNotContain("1234567", repository.Git("worktree", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InterruptedBuildIsEndedAndLeavesNoWorktree()
    {
        using var repository = new ScratchRepository();
        repository.Write("infra/New.cs", "new");
        using var interruption = new CancellationTokenSource();
        var sources = new PlanSources(new()
        {
            Root = repository.Root,
            WorkingDirectory = repository.Root,
            CacheFolder = repository.Cache,
            Progress = _ => interruption.Cancel(),
            Interruption = () => interruption.Token,
            Program = ["sh", "-c", "sleep 60", "program"],
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sources.LoadAsync(Side("prod:HEAD")));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(repository.Cache, "infra-worktrees")));
        Assert.DoesNotContain("infra-worktrees", repository.Git("worktree", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersOfRunsThatWereCutOffAreRemoved()
    {
        using var system = new ScratchSystem();
        foreach (var name in (string[])["infra-revision-left", "infra-revision-used", "other"])
        {
            system.Write($"{name}/.lock", "").Write($"{name}/project/stacks/file.yaml", "");
        }
        using (File.Open(Path.Combine(system.Root, "infra-revision-used", ".lock"), FileMode.Open, FileAccess.Write, FileShare.None))
        {
            RevisionFolder.RemoveLeftovers(system.Root);
        }

        Assert.False(Directory.Exists(Path.Combine(system.Root, "infra-revision-left")));
        Assert.True(File.Exists(Path.Combine(system.Root, "infra-revision-used", "project", "stacks", "file.yaml")));
        Assert.True(Directory.Exists(Path.Combine(system.Root, "other")));
    }

    [Fact]
    public async Task ProgramThatGivesNoPlanIsReportedWithItsLastLines()
    {
        using var repository = new ScratchRepository();
        File.Copy(Path.Combine(repository.Root, "Pulumi.prod.yaml"), Path.Combine(repository.Root, "Pulumi.old.yaml"));
        repository.Commit("stack");
        repository.Write("infra/New.cs", "new");
        var message = await MessageAsync(repository, "old:HEAD");
        Assert.Equal(
            $"old:HEAD: the program of {repository.Git("rev-parse", "HEAD")[..7]} gives no plan (exit code 7); it ended with\n"
                + "boom: no such option",
            message);
    }

    [Fact]
    public async Task ProgramThatTakesTooLongIsEnded()
    {
        using var repository = new ScratchRepository();
        repository.Write("infra/New.cs", "new");
        var sources = new PlanSources(new()
        {
            Root = repository.Root,
            WorkingDirectory = repository.Root,
            CacheFolder = repository.Cache,
            Program = ["sh", "-c", "exec tail -f /dev/null"],
            BuildLimit = TimeSpan.Zero,
        });

        var refusal = await Assert.ThrowsAsync<SourceException>(() => sources.LoadAsync(Side("prod:HEAD")));

        Assert.Equal(
            $"prod:HEAD: the program of {repository.First[..7]} gives no plan: sh was not done after 0 minutes and was ended",
            refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(repository.Cache, "infra-worktrees")));
        Assert.DoesNotContain("infra-worktrees", repository.Git("worktree", "list"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prod:HEAD")]
    [InlineData("prod@1-first:main")]
    public async Task MissingGitIsExplained(string side)
    {
        using var repository = new ScratchRepository();
        var sources = new PlanSources(
            new() { Root = repository.Root, WorkingDirectory = repository.Root, Git = Path.Combine(repository.Root, "no-git") });
        var refusal = await Assert.ThrowsAsync<SourceException>(() => sources.LoadAsync(Side(side)));
        Assert.StartsWith(
            $"{side}: {repository.Root}/no-git cannot be started; see that it is installed and in the PATH (",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Equal("prod", (await sources.LoadAsync(Side("prod"))).Graph.Header.Stack);
    }

    [Theory]
    [InlineData("nowhere", "nowhere: no stack 'nowhere'; the stacks are prod")]
    [InlineData("nowhere:HEAD", "nowhere:HEAD: no stack 'nowhere'; the stacks are prod")]
    [InlineData("prod@9", "prod@9: no phase '9'; the phases are 1-first-10, 1-first, 2-second")]
    [InlineData("prod@9:HEAD", "prod@9:HEAD: no phase '9'; the phases are 1-first-10, 1-first, 2-second")]
    [InlineData(
        "prod:no-such",
        "prod:no-such: revision 'no-such': not found; git branch --all and git tag list the names (git fetch brings those of the remote)")]
    [InlineData(
        "prod:--all",
        "prod:--all: revision '--all': not found; git branch --all and git tag list the names (git fetch brings those of the remote)")]
    public async Task UnknownNameIsExplained(string side, string message)
    {
        using var repository = new ScratchRepository();
        Assert.Equal(message, await MessageAsync(repository, side));
    }

    [Fact]
    public async Task ShallowCloneIsExplained()
    {
        using var repository = new ScratchRepository();
        repository.Write("README.md", "second\n");
        repository.Commit("second");
        var clone = Path.Combine(repository.Cache, "clone");
        Shell.Run("git", "clone", "--quiet", "--depth", "1", $"file://{repository.Root}", clone);
        var sources = new PlanSources(new() { Root = clone, WorkingDirectory = clone });

        var refusal = await Assert.ThrowsAsync<SourceException>(() => sources.LoadAsync(Side("prod:HEAD~1")));

        Assert.Equal(
            "prod:HEAD~1: revision 'HEAD~1': not found in this shallow clone; "
                + "fetch it first (git fetch --unshallow, or git fetch origin <branch>)",
            refusal.Message);
        Assert.Equal("prod", (await sources.LoadAsync(Side("prod:HEAD"))).Graph.Header.Stack);
    }

    [Fact]
    public async Task ProjectOutsideGitIsExplained()
    {
        using var system = new ScratchSystem();
        var sources = new PlanSources(new() { Root = system.Root, WorkingDirectory = system.Root });
        var refusal = await Assert.ThrowsAsync<SourceException>(() => sources.LoadAsync(Side("prod:HEAD")));
        Assert.Equal($"prod:HEAD: {system.Root} is in no git repository", refusal.Message);
    }

    [Fact]
    public async Task ProblemsOfARevisionNameIt()
    {
        using var repository = new ScratchRepository();
        repository.Edit(Domain, "name: apps", "nme: apps");
        repository.Commit("broken");
        Each.Of(
            (await MessageAsync(repository, "prod:HEAD")).Split('\n'),
            line => Assert.StartsWith("prod:HEAD: stacks/tiny/system.yaml:", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SavedPlanIsRead()
    {
        using var repository = new ScratchRepository();
        var plan = await Sources(repository).LoadAsync(Side("prod"));
        repository.Write("saved.json", Json(plan));
        Assert.Equal(Json(plan), Json(await Sources(repository).LoadAsync(Side("saved.json"))));
    }

    [Fact]
    public async Task FileThatIsNoneIsRefused()
    {
        using var repository = new ScratchRepository();
        File.CreateSymbolicLink(Path.Combine(repository.Root, "endless.json"), "/dev/zero");
        Assert.Equal(
            "endless.json: empty, or no regular file; write the plan or state to a file first",
            await MessageAsync(repository, "endless.json"));
    }

    [Fact]
    public async Task SavedPlanIsMaskedWhereItsSecretsAre()
    {
        using var repository = new ScratchRepository();
        var resource = DiffPlans.Resource("kubernetes:core/v1:Secret", "a", "{stringData: {a: hunter2}, b: [{c: hunter2}], d: e}") with
        {
            SecretInputs = ["b[0]"],
        };
        var json = Encoding.UTF8.GetString(PlanJson.Write(DiffPlans.Of(resource)));
        repository.Write("plan.json", $"\uFEFF{json}");

        var plan = (await Sources(repository).LoadAsync(Side("plan.json"))).Graph;

        Assert.Equal("e", plan.Resources[0].Inputs.TextOf("d"));
        Assert.Equal(["b[0]", "stringData"], plan.Resources[0].SecretInputs);
        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(PlanJson.Write(plan)), StringComparison.Ordinal);
    }

    [Fact]
    public void DeepValuesAreRead()
    {
        var deep = PlanValue.OfText("x");
        for (var i = 0; i < 200; i++)
        {
            deep = PlanValue.OfList([deep]);
        }
        var plan = DiffPlans.Of(DiffPlans.Resource("t:t:t", "a") with { Inputs = PlanValue.OfMap(["a"], [deep]) });
        Assert.Equal(PlanJson.Write(plan), PlanJson.Write(PlanJson.Read(PlanJson.Write(plan))));
    }

    [Theory]
    [InlineData("7", "the file holds no JSON object")]
    [InlineData("{", "the file is no JSON")]
    [InlineData("[]", "the file holds no JSON object")]
    [InlineData("{}", "the field \"format\" is missing")]
    [InlineData("""{"format":"infra.plan/7"}""", "the field \"format\" is \"infra.plan/7\"")]
    public async Task FileOfAnotherFormatIsExplained(string content, string reason)
    {
        using var repository = new ScratchRepository();
        repository.Write("some.json", content);
        var message = await MessageAsync(repository, "some.json");
        Assert.StartsWith(
            "some.json: neither a plan (preview --json) nor a state (pulumi stack export): ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingFileIsExplained()
    {
        using var repository = new ScratchRepository();
        Assert.StartsWith("none.json: cannot be read (", await MessageAsync(repository, "none.json"), StringComparison.Ordinal);
    }

    private static SideName Side(string text) => SideName.Parse(text, _ => false);

    private static async Task<string> MessageAsync(ScratchRepository repository, string side) =>
        (await Assert.ThrowsAsync<SourceException>(() => Sources(repository).LoadAsync(Side(side)))).Message;

    private static PlanSources Sources(ScratchRepository repository, List<string>? progress = null) => new(new()
    {
        Root = repository.Root,
        WorkingDirectory = repository.Root,
        CacheFolder = repository.Cache,
        Progress = line => progress?.Add(line),
        Program = ["sh", "-c", Program, "program"],
    });

    private static async Task<string> JsonAsync(ScratchRepository repository, string side) =>
        Json(await Sources(repository).LoadAsync(Side(side)));

    private static string Json(PlanSource source) => Encoding.UTF8.GetString(PlanJson.Write(source.Graph));
}
