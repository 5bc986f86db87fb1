using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
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
    public void PathIsRequestedByCurlOrWget()
    {
        var test = Of(App)!.Test;
        Assert.Equal("CMD-SHELL", test[0]);
        Assert.StartsWith(
            "if command -v curl > /dev/null; then curl -fsS -o /dev/null -m 3 'http://127.0.0.1:8080/ready'; "
                + "else wget -S -O /dev/null -T 3 'http://127.0.0.1:8080/ready' 2>&1 | {",
            test[1],
            StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("curl", "204 No Content", true)]
    [InlineData("wget", "204 No Content", true)]
    [InlineData("curl", "302 Found", true)]
    [InlineData("wget", "302 Found", true)]
    [InlineData("curl", "404 Not Found", false)]
    [InlineData("wget", "404 Not Found", false)]
    [InlineData("curl", "503 Unavailable", false)]
    [InlineData("wget", "503 Unavailable", false)]
    public async Task AnswerIsHealthyByItsOwnStatusForBothPrograms(string program, string status, bool healthy)
    {
        Skip.IfNot(File.Exists($"/usr/bin/{program}"), $"{program} asks");
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var runs = RunAsync(program, ((IPEndPoint)server.LocalEndpoint).Port);
        await AnswerAsync(server, status);
        Assert.Equal(healthy, await runs == 0);
    }

    [SkippableTheory]
    [InlineData("curl")]
    [InlineData("wget")]
    public async Task ServerThatDoesNotListenIsUnhealthyForBothPrograms(string program)
    {
        Skip.IfNot(File.Exists($"/usr/bin/{program}"), $"{program} asks");
        Assert.NotEqual(0, await RunAsync(program, port: 1));
    }

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

    /// <summary>Answers one request, with the address of a server that does not listen as the new place.</summary>
    private static async Task AnswerAsync(TcpListener server, string status)
    {
        using var client = await server.AcceptTcpClientAsync();
        var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    /// <summary>Runs the check in a shell that finds one program alone.</summary>
    private static async Task<int> RunAsync(string program, int port)
    {
        var app = App with { Ports = [new() { Name = "http", Port = port }] };
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder.FullName, program), $"/usr/bin/{program}");
            var start = new ProcessStartInfo("/bin/sh", ["-c", Of(app)!.Test[1]])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["PATH"] = folder.FullName;
            using var shell = Process.Start(start)!;
            await Task.WhenAll(shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
            await shell.WaitForExitAsync();
            return shell.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ComposeHealth? Of(AppSpec app, ComposeServiceSpec? compose = null) =>
        HealthChecks.Of(new(app, compose ?? new() { Host = "media" }, app, null));
}
