using Infra.Model;
using Infra.Tests.Lab.Driver;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// Compose projects and what their host has: new volumes, folders, containers that crash, services of other projects. Slow: containers of a
/// real Docker start and stop.
/// </summary>
public sealed class ProjectHostTests(ComposeHosts hosts) : IClassFixture<ComposeHosts>
{
    [SkippableFact]
    public async Task DescribedUserWritesToANewVolumeOverAFolderOfTheImage()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", compose: service => service with { Volumes = [new() { Volume = "new-volume", Path = "/www" }] });

        (await stack.UpAsync()).Succeeded();

        var plex = (await stack.RunningAsync("media"))["plex"];
        await stack.Docker.InsideAsync(plex, "touch /www/mine");
        Assert.Equal("mine\n", await stack.Docker.InsideAsync(plex, "ls /www"));
        Assert.Equal("10001", (await stack.Docker.InsideAsync(plex, "id -u")).Trim());
    }

    [SkippableFact]
    public async Task ContainerThatStopsSoonAfterEachStartFailsTheRunAndKeepsTheWayBack()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex");
        stack.Put("media", "tuner");
        (await stack.UpAsync()).Succeeded();
        stack.Put("media", "plex", app => app with { Args = ["sh", "-c", "sleep 0.3; echo no such library; false"] });

        var failed = (await stack.UpAsync())[stack.CommandOf("media")];

        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("stands: plex: stops soon after each start", failed.Error, StringComparison.Ordinal);
        Assert.Contains("no such library", failed.Error, StringComparison.Ordinal);
        Assert.Matches("stands: tuner: Up .*, as before this run", failed.Error);
        Assert.NotNull(stack.Read("media", "former/compose.yaml"));

        Assert.NotEmpty((await stack.UpAsync()).Failed);
    }

    [SkippableFact]
    public async Task MissingFolderAndDiskThatIsNotMountedEndTheRunBeforeAnything()
    {
        var stack = await hosts.StackAsync();
        stack.Put(
            "media", "plex", compose: service => service with { Volumes = [new() { Folder = "/srv/disk/films", Path = "/films" }] });

        Assert.Contains("/srv/disk/films is missing; the project", (await stack.UpAsync()).Failed.Single().Error, StringComparison.Ordinal);

        Assert.Equal("", await stack.Host.ConsoleAsync("ls -d /srv/disk 2>/dev/null || true"));
        await stack.Host.ConsoleAsync("mkdir -p /srv/disk/films && echo '/dev/sdz1 /srv/disk ext4 defaults 0 2' >>/etc/fstab");
        try
        {
            Assert.Contains(
                "/srv/disk/films is on /srv/disk, which is not mounted",
                (await stack.UpAsync()).Failed.Single().Error,
                StringComparison.Ordinal);
            Assert.Null(stack.Read("media", "compose.yaml"));
        }
        finally
        {
            await stack.Host.ConsoleAsync("sed -i '\\|/srv/disk|d' /etc/fstab");
        }

        (await stack.UpAsync()).Succeeded();
    }

    [SkippableFact]
    public async Task ServiceThatChangesItsProjectNeverRunsInBoth()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", compose: OnVolume);
        stack.Put("media", "tuner");
        (await stack.UpAsync()).Succeeded();
        var before = await stack.RunningAsync("media");
        await stack.Docker.InsideAsync(before["plex"], "touch /data/precious");

        stack.Put("films", "plex", compose: OnVolume);
        var runs = (await stack.UpAsync()).Succeeded();

        Assert.Contains($"service plex of the project {stack.ProjectOf("media")}: removed", runs.Text, StringComparison.Ordinal);
        Assert.Equal(new Dictionary<string, string> { ["tuner"] = before["tuner"] }, await stack.RunningAsync("media"));
        Assert.Equal("precious\n", await stack.Docker.InsideAsync((await stack.RunningAsync("films"))["plex"], "ls /data"));

        static ComposeServiceSpec OnVolume(ComposeServiceSpec service) =>
            service with { Port = 8120, Volumes = [new() { Volume = "moves-along", Path = "/data" }] };
    }

    [SkippableFact]
    public async Task EmptySecretIsAnEmptyFile()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", app => app with { Files = [new() { Name = "key", Path = "/run/key", Secret = "first" }] });
        stack.Reveal(("first", ""), ("second", ""));

        (await stack.UpAsync()).Succeeded();

        Assert.Equal("", await stack.Docker.InsideAsync((await stack.RunningAsync("media"))["plex"], "cat /run/key"));
    }

    [SkippableFact]
    public async Task ProjectsOfAHostAgreeOnOneSalt()
    {
        const string Salt = "/var/lib/infra/compose-salt", Lock = "/var/lib/infra/lock-compose-salt";
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex");
        await stack.Host.ConsoleAsync($"mkdir -p /var/lib/infra && rm -f {Salt} /run/held && touch {Lock}");

        // Another project's step, which has the lock until somebody waits for it.
        var other = stack.Host.ConsoleAsync(
            $"""
            exec 7>>{Lock} && flock 7 && touch /run/held
            for _ in $(seq 400); do
              if pgrep -xf 'flock -w 60 7' >/dev/null; then test ! -e {Salt} && echo others >{Salt} && exit; fi
              sleep 0.05
            done
            exit 1
            """);
        await stack.Host.ConsoleAsync("for _ in $(seq 100); do test ! -e /run/held || exit 0; sleep 0.05; done; exit 1");
        (await stack.UpAsync()).Succeeded();
        await other;

        Assert.Equal("others\n", stack.Host.Read(Salt[1..]));
    }
}
