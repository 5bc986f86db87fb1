namespace Infra.Tests.Ci;

public sealed class DriftIssueTests : IDisposable
{
    private const string Gh = "if [ \"$2\" = list ]; then jq -r \"${@: -1}\" issues.json; fi";

    private const string Known =
        """{"number": 4, "title": "Drift: a stack differs from what exists", "author": {"is_bot": true}}""";

    private const string OfAPerson =
        """{"number": 3, "title": "Drift: a stack differs from what exists", "author": {"is_bot": false}}""";

    private readonly CiRun _run = new CiRun().WithProgram("gh", Gh);

    public void Dispose() => _run.Dispose();

    [SkippableTheory]
    [InlineData("failure", false, "gh issue create --repo team/infra --title Drift: ")]
    [InlineData("failure", true, "gh issue edit 4 --repo team/infra --body ")]
    [InlineData("success", true, "gh issue close 4 --repo team/infra --comment No drift in https://github.com/")]
    public void OneIssueFollowsTheComparison(string result, bool isKnown, string call)
    {
        _run.With("issues.json", isKnown ? $"[{OfAPerson}, {Known}]" : $"[{OfAPerson}]");
        Assert.Equal(0, _run.Run("drift-issue", result).Code);
        Assert.StartsWith(call, _run.Calls[^1], StringComparison.Ordinal);
        Assert.Equal(2, _run.Calls.Count);
    }

    [SkippableTheory]
    [InlineData("success", false)]
    [InlineData("skipped", true)]
    public void NothingIsWrittenWithoutNeed(string result, bool isKnown)
    {
        _run.With("issues.json", isKnown ? $"[{Known}]" : "[]");
        Assert.Equal(0, _run.Run("drift-issue", result).Code);
        Assert.StartsWith("gh issue list ", Assert.Single(_run.Calls), StringComparison.Ordinal);
    }
}
