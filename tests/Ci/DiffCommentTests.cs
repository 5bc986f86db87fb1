namespace Infra.Tests.Ci;

/// <summary>The comment about a change, in a real repository with a command line that does as it is told.</summary>
public sealed class DiffCommentTests : IDisposable
{
    private const StringComparison Exact = StringComparison.Ordinal;

    private const string Dotnet = """
        case "$*" in
          *"stacks --json"*) [ -z "${NO_STACKS:-}" ] && cat stacks.json ;;
          *" diff "*" prod "*) exit_with=${PROD_FAILS:-0}
            printf '<!-- infra-diff -->\n\n### prod\n\n%b%s\n' "${FINDINGS:-}" "$(head -c "${LENGTH:-9}" /dev/zero | tr '\0' x)"
            exit "$exit_with" ;;
          *" phases "*) [ "${*: -1}" != "$BAD" ] ;;
        esac
        """;

    private const string Stacks = """
        {"stacks": [
          {"name": "dev", "clusterOwner": null}, {"name": "prod", "clusterOwner": null}, {"name": "stage", "clusterOwner": "prod"}
        ]}
        """;

    private readonly CiRun _run = new CiRun().WithProgram("dotnet", Dotnet)
        .With("stacks.json", Stacks).With("Pulumi.prod.yaml", "config: {}\n").With("Pulumi.old.yaml", "config: {}\n");

    public DiffCommentTests()
    {
        _run.Tool("git", "init", "--quiet");
        _run.Tool("git", "add", "Pulumi.prod.yaml", "Pulumi.old.yaml");
        _run.Tool("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "base");
        Commit = _run.Tool("git", "rev-parse", "HEAD");
        File.Delete(_run["Pulumi.old.yaml"]);
    }

    private string Commit { get; }

    private string Comment => File.ReadAllText(_run["comment.md"]);

    public void Dispose() => _run.Dispose();

    [SkippableFact]
    public void EveryStackIsComparedWithTheBase()
    {
        Assert.Equal(0, _run.Run("diff-comment", "HEAD", "comment.md").Code);

        Assert.Contains($"dotnet run --project cli --no-build -- diff prod:{Commit[..12]} prod --markdown", _run.Calls);
        Assert.StartsWith("<!-- infra-diff -->\n", Comment, Exact);
        Assert.Contains("\n### prod\n\nxxxxxxxxx\n", Comment, Exact);
        Assert.Equal(2, Comment.Split("<!-- infra-diff -->").Length);
        Assert.Equal(Comment, _run.Summary);
    }

    [SkippableFact]
    public void NewAndRemovedStacksAreNamed()
    {
        _run.Run("diff-comment", "HEAD", "comment.md");

        Assert.Contains("\n### dev\n\nThis stack is new.\n", Comment, Exact);
        Assert.Contains("\n### old\n\nThis stack is no longer described.", Comment, Exact);
    }

    [SkippableFact]
    public void StackThatCannotBeComparedIsNamedAndFails()
    {
        _run.Variables["PROD_FAILS"] = "1";

        Assert.Equal(1, _run.Run("diff-comment", "HEAD", "comment.md").Code);
        Assert.Contains("\n### prod\n\n**Not compared**", Comment, Exact);
        Assert.Contains("### old", Comment, Exact);
    }

    [SkippableFact]
    public void CommentFitsItsLimit()
    {
        _run.Variables["LENGTH"] = "70000";

        Assert.Equal(0, _run.Run("diff-comment", "HEAD", "comment.md").Code);
        Assert.InRange(Comment.Length, 1, 60_000);
        Assert.Contains($"diff prod:{Commit[..12]} prod</code>", Comment, Exact);
    }

    [SkippableFact]
    public void LongPartOfOneStackLeavesItsFindingsAndTheOtherStacks()
    {
        _run.Variables["LENGTH"] = "59750";
        _run.Variables["FINDINGS"] = @"- **danger** data is lost\n\n<details>\n";

        Assert.Equal(0, _run.Run("diff-comment", "HEAD", "comment.md").Code);
        Assert.InRange(Comment.Length, 1, 60_000);
        Assert.Contains("\n### prod\n\n- **danger** data is lost\n\nToo long for one comment: run <code>", Comment, Exact);
        Assert.DoesNotContain("<details>", Comment, Exact);
        Assert.Contains("\n### dev\n\nThis stack is new.\n", Comment, Exact);
        Assert.Contains("\n### old\n\nThis stack is no longer described.", Comment, Exact);
    }

    [SkippableFact]
    public void UnknownBaseIsRefused()
    {
        var result = _run.Run("diff-comment", "--all", "comment.md");

        Assert.Equal(1, result.Code);
        Assert.Contains("no revision '--all'", result.Text, Exact);
        Assert.False(File.Exists(_run["comment.md"]));
    }

    [SkippableTheory]
    [InlineData("all", "", "dev prod stage")]
    [InlineData("owners", "", "dev prod")]
    [InlineData("guests", "", "stage")]
    [InlineData("owners", "prod", "prod")]
    [InlineData("guests", "prod", "")]
    [InlineData("owners", "all", "dev prod")]
    public void StacksAreListedByTheOwnerOfTheirCluster(string which, string only, string names)
    {
        if (only.Length > 0)
        {
            _run.Variables["STACK"] = only;
        }

        Assert.Equal(names, _run.Tool(_run[".ci/stacks"], which).Replace('\n', ' '));
        var quoted = names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"\"{name}\"");
        Assert.Equal($"[{string.Join(',', quoted)}]", _run.Tool(_run[".ci/stacks"], which, "--json"));
    }

    [SkippableTheory]
    [InlineData("", 0)]
    [InlineData("prod", 1)]
    public void CheckRunsThePhasesOfEveryStack(string bad, int exitCode)
    {
        _run.Variables["BAD"] = bad;
        var result = _run.Run("check", "-p:PulumiSdk=nuget");

        Assert.Equal(exitCode, result.Code);
        Assert.Equal("dotnet build Infra.sln -p:PulumiSdk=nuget", _run.Calls[0]);
        Assert.Contains("dotnet run --project cli --no-build -- stacks --json", _run.Calls);
        Assert.EndsWith("phases stage", _run.Calls[^1], Exact);
        Assert.Equal(exitCode == 1, result.Text.Contains("phases with problems: prod", Exact));
    }

    [SkippableTheory]
    [InlineData("check")]
    [InlineData("diff-comment", "HEAD", "comment.md")]
    public void ListOfStacksThatCannotBeReadFails(string script, params string[] arguments)
    {
        _run.Variables["NO_STACKS"] = "1";

        Assert.NotEqual(0, _run.Run(script, arguments).Code);
    }
}
