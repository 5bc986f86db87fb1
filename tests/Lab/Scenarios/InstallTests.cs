using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Three fresh hosts become a cluster.</summary>
[Collection(LabAlone.Name)]
public sealed class InstallTests
{
    [SkippableFact]
    public async Task ThreeFreshHostsBecomeOneCluster()
    {
        var installed = await Installed.OnceAsync();

        Assert.Equal(["one voter", "three voter", "two voter"], installed.Members);
        Assert.Equal(["one server v1.34.6+k3s1 Ready", "three server v1.34.6+k3s1 Ready", "two server v1.34.6+k3s1 Ready"], installed.Nodes);
        Assert.Single(installed.Ids.Distinct());
    }

    [SkippableFact]
    public async Task ServersStartOneAfterTheOther()
    {
        var result = (await Installed.OnceAsync()).Result;

        Assert.True(result["one-start"].Ended <= result["two-start"].Began, result.Text);
        Assert.True(result["two-start"].Ended <= result["three-start"].Began, result.Text);
    }

    [SkippableFact]
    public async Task HostsArePreparedAllAtOnce()
    {
        var prepared = (await Installed.OnceAsync()).Result.Runs.Where(run => run.Name.EndsWith("-prepare", StringComparison.Ordinal)).ToArray();

        Assert.True(prepared.Max(run => run.Began) < prepared.Min(run => run.Ended));
    }

    [SkippableFact]
    public async Task TheOthersJoinWithATokenThatNamesTheCluster()
    {
        var installed = await Installed.OnceAsync();
        var tokens = new[] { "one", "two", "three" }.Select(name => File.ReadAllText(Path.Combine(installed.Template, name, "upper/etc/rancher/k3s/token"))).ToArray();

        Assert.False(tokens[0].StartsWith("K10", StringComparison.Ordinal));
        Each.Of(tokens[1..], token => Assert.Matches("^K10[0-9a-f]{64}::server:", token));
    }

    [SkippableFact]
    public async Task NoProcessHasASecretOnItsCommandLine()
    {
        var installed = await Installed.OnceAsync();

        Assert.NotEmpty(installed.Secrets);
        Each.Lacks(installed.CommandLines, line => installed.Secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task NoOutputHasASecret()
    {
        var installed = await Installed.OnceAsync();

        Each.Of(installed.Secrets, secret => Assert.DoesNotContain(secret, installed.Result.Text, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task FilesWithASecretAreForRootAlone()
    {
        var installed = await Installed.OnceAsync();
        var files = Directory.GetFiles(installed.Template, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Device })
            .Where(file => file.Contains("/upper/", StringComparison.Ordinal) && new FileInfo(file).Length < 1_000_000)
            .Where(file => File.ReadAllText(file) is var text && installed.Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)))
            .ToArray();

        Assert.NotEmpty(files);
        Each.Of(files, file => Assert.True(File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), $"{file}: {File.GetUnixFileMode(file)}"));
    }
}
