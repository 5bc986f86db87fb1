using System.Text;
using System.Text.RegularExpressions;
using CliWrap;
using Infra.Model;
using Infra.Tests.Lab.Driver;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// Runs of Compose projects that fail, and what stands afterwards, on a host with a real Docker. Slow: containers start, stop and fail.
/// </summary>
public sealed partial class ProjectFaultTests(ComposeHosts hosts) : IClassFixture<ComposeHosts>
{
    [SkippableFact]
    public async Task FailingHealthNamesWhatStandsAndTheWayBack()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", compose: Checked("true"));
        stack.Put("media", "tuner");
        (await stack.UpAsync()).Succeeded();
        var before = await stack.RunningAsync("media");
        stack.Put("media", "plex", app => app with { Image = "lab/web:2" }, Checked("cat", "/nowhere"));

        var failed = (await stack.UpAsync())[stack.CommandOf("media")];

        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("stands: plex: Up", failed.Error, StringComparison.Ordinal);
        Assert.Contains("health check: cat: can't open '/nowhere'", failed.Error, StringComparison.Ordinal);
        Assert.Matches("stands: tuner: Up .*, as before this run", failed.Error);
        Assert.Equal(before["tuner"], (await stack.RunningAsync("media"))["tuner"]);

        await stack.Host.ConsoleAsync(WayBack().Match(failed.Error).Groups[1].Value);

        Assert.Equal("lab/web:1", await stack.Docker.InspectAsync((await stack.RunningAsync("media"))["plex"], "{{.Config.Image}}"));

        stack.Put("media", "plex", app => app with { Image = "lab/web:2" }, Checked("true"));
        (await stack.UpAsync()).Succeeded();

        Assert.False(Directory.Exists(Path.Combine(stack.Host.Disk, "opt/compose", stack.ProjectOf("media"), "former")));
    }

    [SkippableFact]
    public async Task MissingImageLeavesContainersAndFiles()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex");
        (await stack.UpAsync()).Succeeded();
        var (containers, file) = (await stack.RunningAsync("media"), stack.Read("media", "compose.yaml"));
        stack.Put("media", "plex", app => app with { Image = "lab/nowhere:1" });

        var failed = (await stack.UpAsync())[stack.CommandOf("media")];

        Assert.Contains(
            "the image lab/nowhere:1 is not here and cannot be pulled; the project stays as it is", failed.Error, StringComparison.Ordinal);
        Assert.Equal(containers, await stack.RunningAsync("media"));
        Assert.Equal(file, stack.Read("media", "compose.yaml"));
    }

    [SkippableFact]
    public async Task RefusedDescriptionLeavesContainersAndFiles()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex");
        (await stack.UpAsync()).Succeeded();
        var (containers, file) = (await stack.RunningAsync("media"), stack.Read("media", "compose.yaml"));
        stack.Put("media", "plex", compose: service => service with { DependsOn = ["nobody"] });

        var failed = (await stack.UpAsync())[stack.CommandOf("media")];

        Assert.Contains("Compose refuses the described project; it stays as it is", failed.Error, StringComparison.Ordinal);
        Assert.Equal(containers, await stack.RunningAsync("media"));
        Assert.Equal(file, stack.Read("media", "compose.yaml"));
    }

    [SkippableFact]
    public async Task FullDiskLeavesContainersAndFiles()
    {
        var stack = await hosts.StackAsync();
        await stack.Host.ConsoleAsync("mkdir /small && mount -t tmpfs -o size=64k tmpfs /small");
        stack.Move("/small/compose");
        stack.Put("media", "plex");
        (await stack.UpAsync()).Succeeded();
        var containers = await stack.RunningAsync("media");
        var file = await stack.Host.ConsoleAsync($"cat /small/compose/{stack.ProjectOf("media")}/compose.yaml");
        stack.Put("media", "plex", WithFile(new string('#', 100_000)));

        var failed = (await stack.UpAsync())[stack.CommandOf("media")];

        Assert.Contains("to do: free disk space", failed.Error, StringComparison.Ordinal);
        Assert.Equal(containers, await stack.RunningAsync("media"));
        Assert.Equal(file, await stack.Host.ConsoleAsync($"cat /small/compose/{stack.ProjectOf("media")}/compose.yaml"));
        Assert.Equal($"{stack.ProjectOf("media")}\n", await stack.Host.ConsoleAsync("ls -A /small/compose"));
    }

    [SkippableFact]
    public async Task OtherFolderMovesTheFilesAndNoContainer()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex");
        (await stack.UpAsync()).Succeeded();
        var before = await stack.RunningAsync("media");

        stack.Move("/srv/compose");
        (await stack.UpAsync()).Succeeded();

        Assert.Equal(before, await stack.RunningAsync("media"));
        Assert.Null(stack.Read("media", "compose.yaml"));
        Assert.NotNull(stack.Host.Read($"/srv/compose/{stack.ProjectOf("media")}/compose.yaml"));
    }

    [SkippableFact]
    public async Task ProjectOfSomebodyElseIsRefusedUntilItIsHandedOver()
    {
        var stack = await hosts.StackAsync();
        var before = await ForeignAsync(stack, "media");
        stack.Put("media", "plex");

        var failed = (await stack.UpAsync())[stack.CommandOf("media")];

        Assert.Contains($"somebody else brought up the project {stack.ProjectOf("media")}", failed.Error, StringComparison.Ordinal);
        Assert.Equal(before, await stack.RunningAsync("media"));

        await stack.Host.ConsoleAsync(HandOver().Match(failed.Error).Groups[1].Value);
        (await stack.UpAsync()).Succeeded();

        Assert.Equal(["plex"], (await stack.RunningAsync("media")).Keys);
    }

    [SkippableFact]
    public async Task ProjectOfAnotherStackIsRefused()
    {
        var (first, second) = (await hosts.StackAsync(), await hosts.StackAsync());
        first.Put("media", "plex");
        (await first.UpAsync()).Succeeded();
        var before = await first.RunningAsync("media");
        second.Put("media", "plex", compose: service => service with { Project = first.ProjectOf("media") });

        var failed = (await second.UpAsync()).Failed.Single();

        Assert.Contains($"is that of the stack {first.Name}", failed.Error, StringComparison.Ordinal);
        Assert.Equal(before, await first.RunningAsync("media"));
    }

    [SkippableFact]
    public async Task ProjectThatIsOnlyReferredToIsNeverTouched()
    {
        var stack = await hosts.StackAsync();
        var before = await ForeignAsync(stack, "media");
        stack.Put("media", "plex", compose: service => service with { Managed = false });
        stack.Put("arr", "sonarr");

        var runs = (await stack.UpAsync()).Succeeded();
        stack.Remove("plex");
        (await stack.AgainAsync()).Succeeded();

        Assert.DoesNotContain(stack.CommandOf("media"), runs.Names);
        Assert.Equal(before, await stack.RunningAsync("media"));
    }

    [SkippableTheory]
    [InlineData(90)]
    [InlineData(170)]
    public async Task HostThatLosesPowerHalfWayIsWholeAfterTheNextRun(int at)
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", WithFile("one"));
        stack.Put("media", "tuner");
        (await stack.UpAsync()).Succeeded();
        stack.Put("media", "plex", app => WithFile("two")(app) with { Image = "lab/web:2" });

        Assert.NotEmpty((await stack.UpAsync(Fault.PowerOff(stack.CommandOf("media"), at))).Failed);
        await stack.Host.PowerOnAsync();
        await stack.Docker.UpAsync();
        (await stack.UpAsync()).Succeeded();

        var after = await stack.RunningAsync("media");
        Assert.Equal(["plex", "tuner"], after.Keys.Order());
        Assert.Equal("two", await stack.Docker.InsideAsync(after["plex"], "cat /etc/plex.conf"));
        Assert.Equal("lab/web:2", await stack.Docker.InspectAsync(after["plex"], "{{.Config.Image}}"));
        Assert.Equal("", await stack.Host.ConsoleAsync("ls -Ad /opt/compose/.next-* 2>/dev/null || true"));
    }

    /// <summary>A project that somebody brought up by hand, of a name of the stack; its containers.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> ForeignAsync(ComposeStack stack, string project)
    {
        var folder = $"/home/foreign/{stack.ProjectOf(project)}";
        await stack.Host.WriteAsync($"{folder}/compose.yaml", "services: {web: {image: 'lab/web:1', stop_grace_period: 1s}}\n");
        await stack.Docker.RunAsync($"compose -p {stack.ProjectOf(project)} -f {folder}/compose.yaml up --detach");
        return await stack.RunningAsync(project);
    }

    private static Func<ComposeServiceSpec, ComposeServiceSpec> Checked(params string[] command) => service => service with
    {
        Health = new() { Command = command, Period = Duration.Parse("1s"), Timeout = Duration.Parse("1s"), FailureThreshold = 1 },
    };

    private static Func<AppSpec, AppSpec> WithFile(string content) => app =>
        app with { Files = [new() { Name = "plex.conf", Path = "/etc/plex.conf", Content = content }] };

    [GeneratedRegex("as root on this host: (.*)")]
    private static partial Regex WayBack();

    [GeneratedRegex("describes, with: (.*)")]
    private static partial Regex HandOver();
}
