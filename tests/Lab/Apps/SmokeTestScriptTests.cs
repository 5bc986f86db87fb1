using System.Globalization;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Apps;

/// <summary>The smoke test of a version, run against a real server.</summary>
public sealed class SmokeTestScriptTests : IDisposable
{
    private const string Odd = "it's \"50%\" of $(HOME) `x` \\n *[a-z] & <ü>";

    private readonly PrivateFolder _folder = new("smoke-test");

    [SkippableTheory]
    [InlineData("/bin/sh")]
    [InlineData("/usr/bin/busybox", "sh")]
    public void RightAnswerPasses(params string[] shell)
    {
        Skip.IfNot(File.Exists(shell[0]), $"{shell[0]} is not installed");
        using var server = PageServer.Listening(_ => PageServer.Answer("200 OK", "<h1>Welcome</h1>"));

        Assert.Contains("passed", Run(server, shell, text: "Welcome").Succeeded().Text, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void RequestHasThePathAndTheHeaders()
    {
        using var server = PageServer.Listening(_ => PageServer.Answer("200 OK", ""));

        Run(server, path: "/wp-login.php?a=[1]&b={c}/../d", headers: "Host: www.example.org\nX-Forwarded-Proto: https").Succeeded();

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /wp-login.php?a=[1]&b={c}/../d HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains("Host: www.example.org", request, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto: https", request, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongStatusFailsWithTheFirstLinesOfTheAnswer()
    {
        using var server = PageServer.Listening(_ =>
            PageServer.Answer("503 Service Unavailable", "Briefly \u001b[31munavailable\nfor maintenance"));

        var result = Run(server).Failed("the status is 503 in place of 200");

        Assert.Contains("| Briefly [31munavailable\n| for maintenance", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void DescribedStatusPasses()
    {
        using var server = PageServer.Listening(_ => PageServer.Answer("204 No Content", ""));

        Run(server, status: 204).Succeeded();
    }

    [Fact]
    public void MissingTextFails()
    {
        using var server = PageServer.Listening(_ => PageServer.Answer("200 OK", "Welcome"));

        Run(server, text: "W*e").Failed("the answer does not contain: W*e");
    }

    [Fact]
    public void TextIsSearchedAsItIs()
    {
        using var server = PageServer.Listening(_ => PageServer.Answer("200 OK", $"a\0 {Odd} b"));

        Run(server, text: Odd).Succeeded();
    }

    [Fact]
    [Pitfall("smoke-test-redirect")]
    public void RedirectIsNotFollowed()
    {
        using var server = PageServer.Listening(_ => PageServer.Answer("302 Found", "", "Location: /install.php"));

        Run(server).Failed($"the status is 302 in place of 200, a redirect to http://127.0.0.1:{server.Port}/install.php");

        Each.Of(server.Requests, request => Assert.StartsWith("GET / ", request, StringComparison.Ordinal));
    }

    [Fact]
    public void RequestIsRepeatedUntilTheAnswerIsRight()
    {
        using var server = PageServer.Listening(number =>
            number < 2 ? PageServer.Answer("502 Bad Gateway", "") : PageServer.Answer("200 OK", "up"));

        var result = Run(server, text: "up", timeout: 60).Succeeded();

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(1, result.Text.Split("not yet").Length - 1);
    }

    [Fact]
    public void ServerThatComesUpLaterPasses()
    {
        using var server = new PageServer(_ => PageServer.Answer("200 OK", "up"));
        using var process = Start(server, ["/bin/sh"], timeout: 60);

        Assert.Contains("not yet: no answer", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        server.Listen();

        Assert.Contains("passed", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void RefusedConnectionFails()
    {
        using var server = new PageServer(_ => null);

        Run(server).Failed("no answer: (7)");
    }

    [Fact]
    public void ServerThatNeverAnswersFailsInTime()
    {
        using var server = PageServer.Listening(_ => null);

        Run(server).Failed("no answer: (28)");
    }

    [Fact]
    public void AnswerThatBreaksOffFails()
    {
        using var server = PageServer.Listening(_ => PageServer.Answer("200 OK", "Welcome")[..^3]);

        Run(server, text: "Welc").Failed("no answer: (18)");
    }

    [Theory]
    [InlineData("begin", true)]
    [InlineData("end", false)]
    public void OnlyTheBeginningOfAHugeAnswerIsRead(string text, bool passes)
    {
        var huge = PageServer.Answer("200 OK", $"begin{new string('x', 8 << 20)}end");
        using var server = PageServer.Listening(_ => huge);

        var result = Run(server, text: text, timeout: passes ? 60 : 1);

        Assert.Equal(passes ? 0 : 1, result.Code);
        Assert.InRange(result.Text.Length, 1, 2048);
    }

    [Fact]
    public void ReportFitsTheTerminationMessage()
    {
        var lines = string.Concat(Enumerable.Repeat($"{new string('y', 500)}\n", 100));
        using var server = PageServer.Listening(_ => PageServer.Answer("500 Internal Server Error", lines));

        var report = Run(server).Failed("the status is 500").Text;

        // The last 2048 bytes of the log.
        Assert.InRange(report.Length - report.IndexOf("smoke test: failed", StringComparison.Ordinal), 1, 2048);
    }

    [Fact]
    public void SettingsOfTheUserAreNotRead()
    {
        using var server = PageServer.Listening(_ => PageServer.Answer("200 OK", ""));
        _folder.Write(".curlrc", "url = http://127.0.0.1:1/\n");

        Run(server, more: new() { ["HOME"] = _folder.Root, ["http_proxy"] = "http://127.0.0.1:1" }).Succeeded();
    }

    public void Dispose() => _folder.Dispose();

    private ScriptResult Run(
        PageServer server,
        string[]? shell = null,
        string path = "/",
        int status = 200,
        string text = "",
        string headers = "",
        int timeout = 4,
        Dictionary<string, string>? more = null) =>
        _folder.Run(Command(shell ?? ["/bin/sh"]), Variables(server, path, status, text, headers, timeout, more ?? []));

    private System.Diagnostics.Process Start(PageServer server, string[] shell, int timeout) =>
        _folder.Start(Command(shell), Variables(server, "/", 200, "", "", timeout, []));

    private static string[] Command(string[] shell) => [.. shell, Repository.File("infra", "Apps", "Slots", "Scripts", "smoke-test.sh")];

    private Dictionary<string, string> Variables(
        PageServer server, string path, int status, string text, string headers, int timeout, Dictionary<string, string> more) =>
        new(more)
        {
            ["WORK"] = _folder.Make("work"),
            ["SMOKE_URL"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}{path}"),
            ["SMOKE_STATUS"] = status.ToString(CultureInfo.InvariantCulture),
            ["SMOKE_TIMEOUT"] = timeout.ToString(CultureInfo.InvariantCulture),
            [text.Length > 0 ? "SMOKE_TEXT" : "UNUSED_TEXT"] = text,
            [headers.Length > 0 ? "SMOKE_HEADERS" : "UNUSED_HEADERS"] = headers,
        };
}
