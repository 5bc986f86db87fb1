using Infra.Model;
using Infra.Tests.Lab.Driver;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// Compose projects on a host with a real Docker, by the planned commands. Slow: containers start and stop.
/// </summary>
public sealed class ProjectTests(ComposeHosts hosts) : IClassFixture<ComposeHosts>
{
    [SkippableFact]
    public async Task SecondRunRestartsNothing()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", compose: Published(8101));
        stack.Put("media", "tuner");
        (await stack.UpAsync()).Succeeded();
        var (before, state) = (await stack.RunningAsync("media"), await StartedAsync(stack, "media"));

        Assert.Empty((await stack.UpAsync()).Succeeded().Runs);
        (await stack.AgainAsync()).Succeeded();

        Assert.Equal(["plex", "tuner"], before.Keys.Order());
        Assert.Equal(before, await stack.RunningAsync("media"));
        Assert.Equal(state, await StartedAsync(stack, "media"));
    }

    [SkippableFact]
    public async Task PortThatSomebodyElseHoldsEndsTheRunBeforeTheProject()
    {
        var stack = await hosts.StackAsync();
        await stack.Docker.RunAsync("run --detach --name squatter --publish 8190:80 lab/web:1");
        stack.Put("media", "plex", compose: Published(8190));

        var failed = Assert.Single((await stack.UpAsync()).Failed);

        Assert.Equal($"docker-{stack.Host.Name}-ports", failed.Name);
        Assert.Contains(
            "apps[plex].compose.port: port 8190/tcp is taken by the container squatter", failed.Error, StringComparison.Ordinal);
        Assert.Empty(await stack.RunningAsync("media"));
        Assert.Null(stack.Read("media", "compose.yaml"));

        await stack.Docker.RunAsync("rm --force squatter");
        (await stack.UpAsync()).Succeeded();
        Assert.Single(await stack.RunningAsync("media"));
    }

    [SkippableFact]
    public async Task ChangeOfOneServiceLeavesItsNeighbours()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex");
        stack.Put("media", "tuner", compose: OnVolume("kept-by-change"));
        stack.Put("arr", "sonarr");
        (await stack.UpAsync()).Succeeded();
        var (media, arr) = (await stack.RunningAsync("media"), await stack.RunningAsync("arr"));

        stack.Put("media", "plex", app => app with { Image = "lab/web:2" });
        var runs = (await stack.UpAsync()).Succeeded();

        Assert.Equal([stack.CommandOf("media")], runs.Names);
        var after = await stack.RunningAsync("media");
        Assert.NotEqual(media["plex"], after["plex"]);
        Assert.Equal(media["tuner"], after["tuner"]);
        Assert.Equal(arr, await stack.RunningAsync("arr"));
    }

    [SkippableFact]
    public async Task RemovedServiceLeavesItsVolume()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex");
        stack.Put("media", "tuner", compose: OnVolume("kept-by-removal"));
        (await stack.UpAsync()).Succeeded();
        await stack.Docker.InsideAsync(Container(stack, "media", "tuner"), "touch /data/precious");
        var before = await stack.RunningAsync("media");

        stack.Remove("tuner");
        (await stack.UpAsync()).Succeeded();

        Assert.Equal(new Dictionary<string, string> { ["plex"] = before["plex"] }, await stack.RunningAsync("media"));
        Assert.Equal("precious", await OnVolumeAsync(stack, "kept-by-removal"));
    }

    [SkippableFact]
    public async Task LastServiceOfAProjectTakesTheProjectWithItAndLeavesItsVolume()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", compose: OnVolume("kept-by-end"));
        stack.Put("arr", "sonarr");
        (await stack.UpAsync()).Succeeded();
        var before = await stack.RunningAsync("arr");

        stack.Remove("plex");
        var runs = (await stack.UpAsync()).Succeeded();

        Assert.Equal([$"docker-{stack.Host.Name}-projects"], runs.Names);
        Assert.Contains("kept volumes: kept-by-end", runs.Runs[0].Output, StringComparison.Ordinal);
        Assert.Empty(await stack.RunningAsync("media"));
        Assert.Null(stack.Read("media", "compose.yaml"));
        Assert.Equal(before, await stack.RunningAsync("arr"));
        Assert.Equal("kept-by-end", (await stack.Docker.RunAsync("volume ls --quiet --filter name=kept-by-end")).Trim());
    }

    [SkippableFact]
    public async Task RenamedProjectGoesOnWithItsVolume()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", compose: service => OnVolume("kept-by-name")(Published(8102)(service)));
        (await stack.UpAsync()).Succeeded();
        await stack.Docker.InsideAsync(Container(stack, "media", "plex"), "touch /data/precious");

        stack.Put("films", "plex", compose: service => OnVolume("kept-by-name")(Published(8102)(service)));
        (await stack.UpAsync()).Succeeded();

        Assert.Empty(await stack.RunningAsync("media"));
        Assert.Equal("precious\n", await stack.Docker.InsideAsync(Container(stack, "films", "plex"), "ls /data"));
    }

    [SkippableFact]
    public async Task ChangedFileReplacesItsServiceAlone()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "plex", WithFile("one"));
        stack.Put("media", "tuner");
        (await stack.UpAsync()).Succeeded();
        var before = await stack.RunningAsync("media");
        Assert.Equal("one", await stack.Docker.InsideAsync(Container(stack, "media", "plex"), "cat /etc/plex.conf"));

        stack.Put("media", "plex", WithFile("two"));
        (await stack.UpAsync()).Succeeded();

        var after = await stack.RunningAsync("media");
        Assert.Equal("two", await stack.Docker.InsideAsync(Container(stack, "media", "plex"), "cat /etc/plex.conf"));
        Assert.NotEqual(before["plex"], after["plex"]);
        Assert.Equal(before["tuner"], after["tuner"]);
    }

    [SkippableFact]
    public async Task FileLargerThanAVariableOfTheKernelArrivesWhole()
    {
        var stack = await hosts.StackAsync();
        var content = string.Concat(Enumerable.Range(0, 60_000).Select(static number => $"{number} \U0001F433\n"));
        stack.Put("media", "plex", WithFile(content));

        (await stack.UpAsync()).Succeeded();

        Assert.Equal(content, stack.Read("media", "files/plex/plex.conf"));
    }

    [SkippableFact]
    public async Task ProjectsOfOneHostFindEachOtherByName()
    {
        var stack = await hosts.StackAsync();
        stack.Put("media", "films", app => app with { Args = ["httpd", "-f", "-p", "8080", "-h", "/www"] });
        stack.Put("arr", "series");

        (await stack.UpAsync()).Succeeded();

        Assert.Equal("one", await stack.Docker.InsideAsync(Container(stack, "arr", "series"), "wget -qO- http://films:8080/"));
    }

    private static Func<ComposeServiceSpec, ComposeServiceSpec> Published(int port) => service => service with { Port = port };

    private static Func<ComposeServiceSpec, ComposeServiceSpec> OnVolume(string name) => service =>
        service with { Volumes = [new() { Volume = name, Path = "/data" }], Security = new() { User = 0, Reason = "Test" } };

    private static Func<AppSpec, AppSpec> WithFile(string content) => app =>
        app with { Files = [new() { Name = "plex.conf", Path = "/etc/plex.conf", Content = content }] };

    private static string Container(ComposeStack stack, string project, string service) =>
        $"$(docker ps --quiet --filter label=com.docker.compose.project={stack.ProjectOf(project)} "
            + $"--filter label=com.docker.compose.service={service})";

    private static async Task<string> OnVolumeAsync(ComposeStack stack, string volume) =>
        (await stack.Docker.RunAsync($"run --rm --volume {volume}:/data lab/web:1 ls /data")).Trim();

    private static Task<string> StartedAsync(ComposeStack stack, string project) => stack.Docker.RunAsync(
        $"inspect --format '{{{{.Name}}}} {{{{.State.StartedAt}}}} {{{{.RestartCount}}}}' "
            + $"$(docker ps --quiet --filter label=com.docker.compose.project={stack.ProjectOf(project)} | sort)");
}
