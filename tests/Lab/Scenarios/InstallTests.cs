using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Installation of a cluster on three fresh hosts. Slow: each scenario starts hosts with an sshd and installs a cluster on them.
/// </summary>
public sealed class InstallTests
{
    private static readonly string[] Joiners = ["two", "three"];

    [SkippableFact]
    public async Task ThreeFreshHostsBecomeOneCluster()
    {
        var installed = await Installed.OnceAsync();

        Assert.Equal(["one voter", "three voter", "two voter"], installed.Members);
        Assert.Equal(
            ["one server v1.34.6+k3s1 Ready", "three server v1.34.6+k3s1 Ready", "two server v1.34.6+k3s1 Ready"], installed.Nodes);
        Assert.Single(installed.Ids.Distinct());
    }

    [SkippableFact]
    public async Task ServersStartOneByOne()
    {
        var result = (await Installed.OnceAsync()).Result;

        Assert.True(result["one-start"].Ended <= result["two-start"].Began, result.Text);
        Assert.True(result["two-start"].Ended <= result["three-start"].Began, result.Text);
    }

    [SkippableFact]
    public async Task HostsArePreparedAtTheSameTime()
    {
        var prepared = (await Installed.OnceAsync())
            .Result.Runs.Where(run => run.Name.EndsWith("-prepare", StringComparison.Ordinal))
            .ToArray();

        Assert.True(prepared.Max(run => run.Began) < prepared.Min(run => run.Ended));
    }

    [SkippableFact]
    public async Task JoiningServersHaveATokenThatNamesTheCluster()
    {
        var installed = await Installed.OnceAsync();

        Assert.False(Token("one").StartsWith("K10", StringComparison.Ordinal));
        Each.Of(Joiners, name => Assert.Matches("^K10[0-9a-f]{64}::server:", Token(name)));

        string Token(string name) => File.ReadAllText(Path.Combine(installed.Template, name, "upper/etc/rancher/k3s/token"));
    }

    [SkippableFact]
    public async Task NoProcessHasASecretOnItsCommandLine()
    {
        var installed = await Installed.OnceAsync();

        Assert.NotEmpty(installed.Secrets);
        Assert.Contains(installed.CommandLines, line => line.Contains("k3s", StringComparison.Ordinal));
        Each.Lacks(installed.CommandLines, line => installed.Secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task NoOutputHasASecret()
    {
        var installed = await Installed.OnceAsync();

        Assert.NotEmpty(installed.Secrets);
        Each.Of(installed.Secrets, secret => Assert.DoesNotContain(secret, installed.Result.Text, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task FilesWithASecretAreReadableByRootOnly()
    {
        var installed = await Installed.OnceAsync();
        var files = Directory.GetFiles(
            installed.Template, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Device })
            .Where(file => file.Contains("/upper/", StringComparison.Ordinal) && new FileInfo(file).Length < 500_000)
            .Where(
                file => File.ReadAllText(file) is var text
                    && installed.Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)))
            .ToArray();

        Assert.NotEmpty(files);
        Each.Of(
            files,
            file => Assert.True(
                File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite),
                $"{file}: {File.GetUnixFileMode(file)}"));
    }
}
