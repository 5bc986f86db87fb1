using System.Formats.Tar;
using System.Text;
using CliWrap;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// Docker on a host of the lab: Debian's real daemon in the host's namespaces, as its unit <c>docker</c>, with the socket, the data and the
/// packet filter's rules in Docker's own places; <c>docker compose</c> is a stand-in (tests/Lab/Double/docker-compose.sh).
/// </summary>
internal sealed class LabDocker
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const string Unit = """
        [Unit]
        Description=Docker Application Container Engine

        [Service]
        Type=notify
        ExecStart=/usr/local/sbin/docker-unit
        ExecStop=/usr/local/sbin/docker-unit stop
        ExecReload=kill -HUP $(cat /run/docker.pid)
        KillMode=process

        """;

    /// <summary>Commands of the images: those of busybox that tests use.</summary>
    private static readonly string[] Commands =
        ["cat", "env", "false", "grep", "hostname", "httpd", "id", "ls", "nc", "nslookup", "sh", "sleep", "test", "touch", "true", "wget"];

    private static readonly Lazy<IReadOnlyList<string>> Libraries = new(FindLibraries);

    private LabDocker(LabHost host) => Host = host;

    /// <summary>The host.</summary>
    public LabHost Host { get; }

    /// <summary>Installs Docker on a host that is on, without a start, as a package does for a service that is masked.</summary>
    public static async Task<LabDocker> InstallAsync(LabHost host)
    {
        DockerMachine.Require();
        await host.WriteAsync("/etc/systemd/system/docker.service", Unit);
        await host.WriteAsync("/usr/local/sbin/docker-unit", Double("docker-unit"), Executable);
        await host.WriteAsync("/usr/local/lib/docker/cli-plugins/docker-compose", Double("docker-compose"), Executable);
        await host.WriteAsync("/etc/docker/root", host.Root);
        await host.WriteAsync("/etc/docker/cgroup", $"/{host.Space.Name}\n");
        // The client of the daemon's package, also where the machine has another one in front of it.
        await host.ConsoleAsync("ln -sf /usr/bin/docker /usr/local/bin/docker");
        return new(host);
    }

    /// <summary>Installs Docker on a host, starts it now and with the host, and waits until it answers.</summary>
    public static async Task<LabDocker> StartAsync(LabHost host)
    {
        var docker = await InstallAsync(host);
        await host.ConsoleAsync("systemctl enable --now docker || { cat /var/log/docker.journal >&2; exit 1; }");
        return docker;
    }

    /// <summary>Makes an image without a registry: busybox with the commands of <see cref="Commands"/>, and files.</summary>
    /// <param name="name">Name with a tag.</param>
    /// <param name="files">Paths and contents; another content is another image.</param>
    public async Task ImageAsync(string name, params (string Path, string Content)[] files)
    {
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            Add(tar, "bin/busybox", await File.ReadAllBytesAsync("/usr/bin/busybox"), Executable);
            foreach (var library in Libraries.Value)
            {
                Add(tar, library.TrimStart('/'), await File.ReadAllBytesAsync(library), Executable);
            }
            foreach (var command in Commands)
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{command}") { LinkName = "busybox" });
            }
            foreach (var folder in (string[])["tmp/", "etc/", "www/"])
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, folder) { Mode = Executable });
            }
            foreach (var (path, content) in files)
            {
                Add(tar, path.TrimStart('/'), Encoding.UTF8.GetBytes(content), Executable);
            }
        }
        archive.Position = 0;
        await Host.ConsoleAsync(
            $"docker import --change 'ENV PATH=/bin' --change 'CMD [\"sleep\", \"1000000\"]' - {name}", PipeSource.FromStream(archive));
    }

    /// <summary>Runs the client with words as a shell reads them, and returns what it prints.</summary>
    /// <exception cref="InvalidOperationException">The client fails; the message contains the output.</exception>
    public Task<string> RunAsync(string words) => Host.ConsoleAsync($"docker {words}");

    /// <summary>Runs a command in the container of a name, and returns what it prints.</summary>
    public Task<string> InsideAsync(string container, string command) => RunAsync($"exec {container} {command}");

    /// <summary>The containers of a project that run, by their services: another id is another container.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RunningAsync(string project) => (await RunAsync(
            $"ps --no-trunc --filter label=com.docker.compose.project={project} "
                + "--format '{{.Label \"com.docker.compose.service\"}} {{.ID}}'"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);

    /// <summary>A field of a container, by a template of Go.</summary>
    public async Task<string> InspectAsync(string container, string template) =>
        (await RunAsync($"inspect --format '{template}' {container}")).Trim();

    /// <summary>Waits until the daemon of a host that was switched on has started its containers and answers.</summary>
    public Task UpAsync() => Host.ConsoleAsync(
        "for _ in $(seq 300); do systemctl is-active --quiet docker && exit; sleep 0.1; done; cat /var/log/docker.journal >&2; exit 1");

    /// <summary>Restarts the daemon, as its unit does.</summary>
    public Task RestartAsync() => Host.ConsoleAsync("systemctl restart docker");

    /// <summary>The daemon's output.</summary>
    public Task<string> JournalAsync() => Host.ConsoleAsync("cat /var/log/docker.journal");

    private static string Double(string name) => File.ReadAllText(Repository.File("tests", "Lab", "Double", name + ".sh"));

    private static void Add(TarWriter tar, string path, byte[] content, UnixFileMode mode) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
        {
            Mode = mode,
            ModificationTime = DateTimeOffset.UnixEpoch,
            DataStream = new MemoryStream(content),
        });

    /// <summary>Libraries that Debian's busybox is linked to; none for busybox-static.</summary>
    private static IReadOnlyList<string> FindLibraries() =>
    [
        .. Hosts.Shell.Run("bash", "-c", "ldd /usr/bin/busybox 2>/dev/null || true").Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.TrimEntries).FirstOrDefault(word => word.TrimStart().StartsWith('/')))
            .OfType<string>().Select(word => word.Trim()),
    ];
}
