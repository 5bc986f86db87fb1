using Infra.Compose;
using Infra.Model;

namespace Infra.Tests.Compose;

public sealed class HealthChecksTests
{
    private static readonly AppSpec App = new()
    {
        Name = "web",
        Ports = [new() { Name = "http", Port = 8080 }, new() { Name = "metrics", Port = 9090 }],
        ReadinessProbe = new() { Path = "/ready", Period = Duration.Parse("15s"), Timeout = Duration.Parse("3s"), FailureThreshold = 4 },
        LivenessProbe = new() { Path = "/alive" },
    };

    [Fact]
    public void PathIsRequestedByCurlOrWget() => Assert.Equal(
        [
            "CMD-SHELL",
            "if command -v curl > /dev/null; then curl -fsS -o /dev/null -m 3 'http://127.0.0.1:8080/ready'; "
                + "else wget -q -O /dev/null -T 3 'http://127.0.0.1:8080/ready'; fi",
        ],
        Of(App)!.Test);

    [Fact]
    public void FiguresAreThoseOfTheProbe()
    {
        var health = Of(App)!;
        Assert.Equal(("15s", "3s", 4, "60s"), (health.Interval, health.Timeout, health.Retries, health.StartPeriod));
    }

    [Fact]
    public void StartMayTakeAsLongAsTheStartupProbeAllows() => Assert.Equal(
        "250s",
        Of(App with
        {
            StartupProbe = new()
            {
                Path = "/ready",
                Period = Duration.Parse("5s"),
                FailureThreshold = 48,
                InitialDelay = Duration.Parse("10s"),
            },
        })!.StartPeriod);

    [Fact]
    public void HeadersAreSentAndQuoted()
    {
        var probe = new ProbeSpec
        {
            Path = "/",
            Host = "www.example.org",
            Headers = new Dictionary<string, string> { ["X-Note"] = "it's" },
        };
        var test = Of(App with { ReadinessProbe = probe })!.Test[1];
        Assert.Contains(" -H 'Host: www.example.org' -H 'X-Note: it'\\''s' ", test, StringComparison.Ordinal);
        Assert.Contains(" --header 'Host: www.example.org' --header 'X-Note: it'\\''s' ", test, StringComparison.Ordinal);
    }

    [Fact]
    public void PortIsTheNamedOne() => Assert.Contains(
        "127.0.0.1:9090/ready",
        Of(App with { ReadinessProbe = App.ReadinessProbe! with { Port = "metrics" } })!.Test[1],
        StringComparison.Ordinal);

    [Fact]
    public void ConnectionIsAListeningSocket() => Assert.Equal(
        ["CMD", "grep", "-qE", ":1F90 0+:0000 0A", "/proc/net/tcp", "/proc/net/tcp6"], Of(App with { ReadinessProbe = new() })!.Test);

    [Fact]
    public void CommandIsRunAsItIs() =>
        Assert.Equal(["CMD", "pg_isready", "-q"], Of(App with { ReadinessProbe = new() { Command = ["pg_isready", "-q"] } })!.Test);

    [Fact]
    public void LivenessStandsInForReadiness() =>
        Assert.Contains("/alive", Of(App with { ReadinessProbe = null })!.Test[1], StringComparison.Ordinal);

    [Fact]
    public void CheckForDockerWins() => Assert.Equal(
        ["CMD", "/usr/bin/loki", "-health"],
        Of(App, new() { Host = "media", Health = new() { Command = ["/usr/bin/loki", "-health"] } })!.Test);

    [Fact]
    public void WithoutProbesTheImageHasItsOwn() => Assert.Null(Of(App with { ReadinessProbe = null, LivenessProbe = null }));

    private static ComposeHealth? Of(AppSpec app, ComposeServiceSpec? compose = null) =>
        HealthChecks.Of(new(app, compose ?? new() { Host = "media" }, app, null));
}
