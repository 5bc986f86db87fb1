using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Apps;

/// <summary>The script that runs WordPress's due tasks, against a real HTTP server.</summary>
public sealed class WordPressCronTests
{
    private const string Done = "HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n\n";

    [Fact]
    [Pitfall("wordpress-cron")]
    public async Task RequestsTheTasksAsTheSiteItselfOverHttps()
    {
        using var server = new OneAnswerServer(Done);

        Run(server.Url).Succeeded();

        var request = Assert.Single(await server.RequestsAsync());
        Assert.StartsWith("GET /wp-cron.php?doing_wp_cron HTTP/1.1\n", request, StringComparison.Ordinal);
        Assert.Contains("\nHost: www.example.org\n", request, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-Proto: https\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingInstallationIsNoFailure()
    {
        using var server = new OneAnswerServer(
            "HTTP/1.1 302 Found\nLocation: https://www.example.org/wp-admin/install.php\nContent-Length: 0\nConnection: close\n\n");

        Assert.Contains("not installed yet", Run(server.Url).Succeeded().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("301 Moved Permanently\nLocation: https://other.example.org/wp-cron.php", "redirected to https://other.example.org/")]
    [InlineData("500 Internal Server Error", "answered with status 500")]
    [InlineData("503 Service Unavailable", "answered with status 503")]
    public void OtherAnswerFailsTheRun(string answer, string says)
    {
        using var server = new OneAnswerServer($"HTTP/1.1 {answer}\nContent-Length: 0\nConnection: close\n\n");

        Run(server.Url).Failed(says);
    }

    [Fact]
    public async Task UnreachableServiceFailsTheRun()
    {
        using var server = new OneAnswerServer(Done);
        await server.RequestsAsync();

        Run(server.Url).Failed("does not answer");
    }

    [Theory]
    [InlineData("WORDPRESS_SERVICE")]
    [InlineData("WORDPRESS_HOST")]
    public void MissingVariableIsNamed(string variable) => Run("http://127.0.0.1:1", variable).Failed($"{variable} is not set");

    private static ScriptResult Run(string url, string? without = null)
    {
        using var folder = new PrivateFolder("wordpress-cron");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["WORDPRESS_SERVICE"] = url,
            ["WORDPRESS_HOST"] = "www.example.org",
            ["WAIT_SECONDS"] = "30",
            ["PATH"] = "/usr/bin:/bin",
        };
        if (without is not null)
        {
            variables.Remove(without);
        }

        return folder.Run(["/bin/sh", Repository.File("infra", "Apps", "Scripts", "wordpress-cron.sh")], variables);
    }
}
