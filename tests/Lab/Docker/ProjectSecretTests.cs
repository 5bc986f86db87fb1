using Infra.Model;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Docker;

/// <summary>Secrets of Compose projects on a host with a real Docker. Slow: containers start and stop.</summary>
public sealed class ProjectSecretTests(ComposeHosts hosts) : IClassFixture<ComposeHosts>
{
    private const string Difficult = "a$b \"c\" 'd' #e =f\\g\nsecond line ";

    [SkippableFact]
    public async Task SecretsReachTheirServiceAsTheyAreAndNothingElse()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", WithSecrets);
        stack.Put("media", "tuner");
        stack.Reveal(("first", Difficult), ("second", "content of the key\n"));

        var runs = (await stack.UpAsync()).Succeeded();

        var plex = (await stack.RunningAsync("media"))["plex"];
        Assert.Equal($"{Difficult}\n", await stack.Docker.InsideAsync(plex, "sh -c 'echo \"$CLAIM\"'"));
        Assert.Equal("content of the key\n", await stack.Docker.InsideAsync(plex, "cat /run/key"));
        Assert.Equal(
            "600 0:0 secrets/plex.env\n400 10001:10001 secrets/plex/key\n600 0:0 .env\n600 0:0 compose.yaml\n700 0:0 .\n",
            await stack.Host.ConsoleAsync(
                $"cd {ComposeStack.Folder}/{stack.ProjectOf("media")} "
                    + "&& stat -c '%a %u:%g %n' secrets/plex.env secrets/plex/key .env compose.yaml ."));
        Each.Of(
            [runs.Text, stack.Read("media", "compose.yaml")!, stack.Read("media", ".env")!],
            text =>
            {
                Assert.DoesNotContain("a$b", text, StringComparison.Ordinal);
                Assert.DoesNotContain("content of the key", text, StringComparison.Ordinal);
            });
    }

    [SkippableTheory]
    [InlineData("first")]
    [InlineData("second")]
    public async Task ChangedSecretReplacesItsServiceAlone(string changed)
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", WithSecrets);
        stack.Put("media", "tuner");
        stack.Reveal(("first", "one"), ("second", "one"));
        (await stack.UpAsync()).Succeeded();
        var before = await stack.RunningAsync("media");

        stack.Reveal([("first", "one"), ("second", "one"), (changed, "two")]);
        var runs = (await stack.UpAsync()).Succeeded();

        Assert.Equal([stack.CommandOf("media")], runs.Names);
        var after = await stack.RunningAsync("media");
        Assert.NotEqual(before["plex"], after["plex"]);
        Assert.Equal(before["tuner"], after["tuner"]);
        Assert.Equal(
            changed == "first" ? "two one" : "one two",
            (await stack.Docker.InsideAsync(after["plex"], "sh -c 'echo $CLAIM $(cat /run/key)'")).Trim());
    }

    [SkippableFact]
    public async Task SecretsOfARemovedServiceLeaveTheHost()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", WithSecrets);
        stack.Put("media", "tuner");
        (await stack.UpAsync()).Succeeded();

        stack.Remove("plex");
        (await stack.UpAsync()).Succeeded();

        Assert.Null(stack.Read("media", "secrets/plex.env"));
        Assert.Null(stack.Read("media", "secrets/plex/key"));
        Assert.False(Directory.Exists(Path.Combine(stack.Host.Disk, "opt/compose", stack.ProjectOf("media"), "former")));
    }

    [SkippableFact]
    public async Task SessionCutBeforeTheLastSecretChangesNothing()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", WithSecrets);
        (await stack.UpAsync()).Succeeded();
        var before = await stack.RunningAsync("media");
        stack.Reveal(("first", "other"), ("second", "other"));

        var cut = new Fault { Command = stack.CommandOf("media"), Input = static input => input[..^4] };
        var failed = (await stack.UpAsync(cut)).Failed.Single();

        Assert.Contains("1 of 2 secrets arrived; the project stays as it is", failed.Error, StringComparison.Ordinal);
        Assert.Equal(before, await stack.RunningAsync("media"));
    }

    private static AppSpec WithSecrets(AppSpec app) => app with
    {
        Env = [new() { Name = "CLAIM", Secret = "first" }],
        Files = [new() { Name = "key", Path = "/run/key", Secret = "second" }],
    };
}
