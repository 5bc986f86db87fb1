using System.Globalization;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Apps;

/// <summary>The outbound check of a shadow copy, run against real servers.</summary>
public sealed class OutboundCheckScriptTests : IDisposable
{
    // A label of a name has at most 63 characters, so no resolver is asked for this one.
    private static readonly string Unknown = $"http://{new string('x', 64)}.example/";

    private readonly PrivateFolder _folder = new("outbound-check");
    private readonly List<PageServer> _servers = [];

    [SkippableTheory]
    [InlineData("/bin/sh")]
    [InlineData("/usr/bin/busybox", "sh")]
    public void CopyThatReachesTheInternetPasses(params string[] shell)
    {
        Skip.IfNot(File.Exists(shell[0]), $"{shell[0]} is not installed");
        var copy = Serve("200 OK");

        var text = Run(copy, Serve("404 Not Found"), shell: shell).Succeeded().Text;

        Assert.Contains("outbound check: passed on the node 127.0.0.1", text, StringComparison.Ordinal);
        Each.Of(["GET / ", "GET /api/dummy?a=[1] "], line => Assert.Contains(
            copy.Requests, request => request.StartsWith(line, StringComparison.Ordinal)));
    }

    [Fact]
    public void PathThatFailsIsReportedWithItsAnswer()
    {
        var copy = PageServer.Listening(_ => PageServer.Answer("502 Bad Gateway", "upstream is unreachable"));
        _servers.Add(copy);

        var text = Run(copy, Serve("200 OK")).Failed("the status is 502, not one of success").Text;

        Assert.Contains("| upstream is unreachable", text, StringComparison.Ordinal);
        Assert.Contains("so the copy itself is at fault", text, StringComparison.Ordinal);
        Assert.Contains("passed: a host outside", text, StringComparison.Ordinal);
    }

    [Fact]
    public void NameThatTheClusterDoesNotKnowIsTheFaultOfItsDns() =>
        Assert.Contains(
            "to do: look at the cluster's DNS",
            Run(Serve("200 OK"), Serve("200 OK"), service: Unknown).Failed("its name cannot be resolved").Text,
            StringComparison.Ordinal);

    [Fact]
    public void NameOutsideThatIsNotKnownIsTheFaultOfTheNode() =>
        Assert.Contains(
            "to do: look at the way out of the node 127.0.0.1",
            Run(Serve("200 OK"), outside: Unknown).Failed("a host outside, http").Text,
            StringComparison.Ordinal);

    [Fact]
    public void EveryFailureIsReportedAtOnce()
    {
        using var copy = new PageServer(_ => null);
        using var outside = new PageServer(_ => null);

        var text = Run(copy, outside, service: Unknown).Failed("the name in the cluster's DNS").Text;

        Each.Of(
            ["failed: the name in", "failed: the node port, http://127.0.0.1:", "failed: a host outside"],
            line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.InRange(text.Length - text.IndexOf("outbound check: failed", StringComparison.Ordinal), 1, 2048);
    }

    [Fact]
    public void CopyThatNeedsTimeIsAskedAgainAndTheOthersAreNot()
    {
        var copy = PageServer.Listening(number => PageServer.Answer(number < 3 ? "503 Service Unavailable" : "200 OK", ""));
        _servers.Add(copy);
        var outside = Serve("200 OK");

        Run(copy, outside, timeout: 60).Succeeded();

        Assert.Single(outside.Requests);
        Assert.Single(copy.Requests, request => request.StartsWith("GET / ", StringComparison.Ordinal));
    }

    [Fact]
    public void ProxyOfTheEnvironmentIsNotUsed() =>
        Run(Serve("200 OK"), Serve("200 OK"), more: new() { ["http_proxy"] = "http://127.0.0.1:1" }).Succeeded();

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Dispose();
        }

        _folder.Dispose();
    }

    private PageServer Serve(string status)
    {
        var server = PageServer.Listening(_ => PageServer.Answer(status, "x"));
        _servers.Add(server);
        return server;
    }

    private ScriptResult Run(
        PageServer copy,
        PageServer? outsider = null,
        string? service = null,
        string? outside = null,
        string[]? shell = null,
        int timeout = 4,
        Dictionary<string, string>? more = null) => _folder.Run(
            [.. shell ?? ["/bin/sh"], Repository.File("infra", "Apps", "Shadows", "Scripts", "outbound-check.sh")],
            new Dictionary<string, string>(more ?? [])
            {
                ["WORK"] = _folder.Make("work"),
                ["SERVICE_URL"] = service ?? Url(copy),
                ["NODE_ADDRESS"] = "127.0.0.1",
                ["NODE_PORT"] = copy.Port.ToString(CultureInfo.InvariantCulture),
                ["OUTBOUND_PATH"] = "/api/dummy?a=[1]",
                ["OUTSIDE_URL"] = outside ?? Url(outsider!),
                ["OUTBOUND_TIMEOUT"] = timeout.ToString(CultureInfo.InvariantCulture),
            });

    private static string Url(PageServer server) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{server.Port}/");
}
