namespace Infra.Tests.Ci;

public sealed class PostCommentTests : IDisposable
{
    private const string Robot = """{"id": 7, "user": {"login": "github-actions[bot]"}, "body": "<!-- infra-diff -->\nold"}""";
    private const string Stranger = """{"id": 5, "user": {"login": "someone"}, "body": "<!-- infra-diff -->\nmine"}""";
    private const string Other = """{"id": 6, "user": {"login": "github-actions[bot]"}, "body": "another"}""";

    /// <summary>Answers a list with the comments on file, through the filter that it is given.</summary>
    private const string Gh = """
        case "$*" in
          *--paginate*) [ -z "$GH_FAILS" ] || { echo "HTTP 403" >&2; exit 1; }
            jq -r "${@: -1}" comments.json ;;
          *) exit "${GH_WRITE:-0}" ;;
        esac
        """;

    private readonly CiRun _run = new CiRun().WithProgram("gh", Gh).With("comment.md", "<!-- infra-diff -->\nnew\n");

    public void Dispose() => _run.Dispose();

    [SkippableFact]
    public void FirstRunWritesAComment()
    {
        _run.With("comments.json", $"[{Stranger}, {Other}]");
        Assert.Equal(0, _run.Run("post-comment", "12", "comment.md").Code);
        Assert.Equal(
            "gh api --method POST repos/team/infra/issues/12/comments --field body=@comment.md --silent", _run.Calls[^1]);
    }

    [SkippableFact]
    public void LaterRunUpdatesItsOwnCommentAlone()
    {
        _run.With("comments.json", $"[{Stranger}, {Other}, {Robot}]");
        Assert.Equal(0, _run.Run("post-comment", "12", "comment.md").Code);
        Assert.Equal(
            "gh api --method PATCH repos/team/infra/issues/comments/7 --field body=@comment.md --silent", _run.Calls[^1]);
        Assert.Equal(2, _run.Calls.Count);
    }

    [SkippableTheory]
    [InlineData("GH_FAILS", 1)]
    [InlineData("GH_WRITE", 2)]
    public void FailureOfGhFails(string variable, int calls)
    {
        _run.With("comments.json", "[]").Variables[variable] = "1";
        Assert.NotEqual(0, _run.Run("post-comment", "12", "comment.md").Code);
        Assert.Equal(calls, _run.Calls.Count);
    }

    [SkippableFact]
    public void TokenIsOnNoCommandLine()
    {
        _run.With("comments.json", "[]").Run("post-comment", "12", "comment.md");
        Assert.DoesNotContain(CiRun.Secret, string.Concat(_run.Calls), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("12; ls", "comment.md", 2)]
    [InlineData("12", "other.md", 1)]
    public void WrongArgumentsAreRefused(string number, string file, int exitCode)
    {
        _run.With("other.md", "no marker\n");
        Assert.Equal(exitCode, _run.Run("post-comment", number, file).Code);
        Assert.Empty(_run.Calls);
    }
}
