using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A host: a network namespace with two addresses on the lab's bridge, an own disk over the machine's root, a real sshd.</summary>
internal sealed class LabHost : IAsyncDisposable
{
    /// <summary>Path of the double of k3s on a host.</summary>
    public const string Program = "/opt/k3s-double/Infra.Lab.Double.dll";

    private const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Plain = Secret | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode OwnerOnly = Secret | UnixFileMode.UserExecute;

    private static readonly string[] Doubles = ["systemctl", "journalctl", "timedatectl", "modprobe", "sysctl", "apt-get", "dpkg-query"];

    private readonly LabNet _lab;
    private readonly LabOptions _options;
    private readonly string _folder;
    private CommandTask<CommandResult>? _boot;

    /// <summary>Id of the first process, on the machine; null while the host is off.</summary>
    private int? _first;

    private LabHost(LabNet lab, LabOptions options, NetworkSpace space, string name, int number)
    {
        (_lab, _options, Space, Name, Number) = (lab, options, space, name, number);
        _folder = Path.Combine(lab.Folder, name);
    }

    /// <summary>Name of the node.</summary>
    public string Name { get; }

    /// <summary>Network namespace of the host.</summary>
    public NetworkSpace Space { get; }

    /// <summary>Number of the host in the lab, the last part of its addresses.</summary>
    public int Number { get; }

    /// <summary>Number of machines that had this name so far.</summary>
    public int Generation { get; private set; } = 1;

    /// <summary>Address in the private network.</summary>
    public string PrivateAddress => $"198.18.64.{Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Address for SSH.</summary>
    public string Address => $"198.18.65.{Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Folder with the files that the host has written.</summary>
    public string Disk => Path.Combine(_folder, "upper");

    /// <summary>Folder with the root file system in the mount namespace of the host.</summary>
    public string Root => Path.Combine(_folder, "root");

    private string Link => $"host{Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Plugs a host in and starts it.</summary>
    public static async Task<LabHost> StartAsync(LabNet lab, LabOptions options, string name, int number)
    {
        var host = new LabHost(lab, options, await NetworkSpace.CreateAsync($"{lab.Space.Name}-{name}"), name, number);
        await lab.Space.ConfigureAsync(
            $"link add {host.Link} type veth peer name lan0 netns {host.Space.Name}",
            $"link set {host.Link} master {LabNet.Bridge} up");
        await host.Space.ConfigureAsync(
            $"addr add {host.PrivateAddress}/24 dev lan0",
            $"addr add {host.Address}/24 dev lan0",
            "link set lan0 up",
            "link set lo up");
        if (Directory.Exists(host.Disk))
        {
            host.WriteSettings();
        }
        else
        {
            await host.MakeDiskAsync();
        }
        await host.PowerOnAsync();
        return host;
    }

    /// <summary>The content of a file that the host has written; null where it has not.</summary>
    public string? Read(string path)
    {
        var file = Path.Combine(Disk, path.TrimStart('/'));
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>Log of the host's sshd since it was switched on.</summary>
    public string SshdLog() => File.ReadAllText(Path.Combine(_folder, "sshd.log"));

    /// <summary>Starts the host and waits for its sshd.</summary>
    public async Task PowerOnAsync()
    {
        var log = Path.Combine(_folder, "sshd.log");
        File.Delete(log);
        // A host that boots has no firewall rules, but the network namespace of a stopped host still has them.
        await Space.RunAsync("nft", "flush", "ruleset");
        string[] boot =
            [
                "unshare", "--mount", "--pid", "--fork", "--kill-child",
                "bash", Repository.File("tests", "Lab", "Double", "host.sh"), _folder, _options.StepDisk ?? "-"
            ];
        _boot = Shell.Program(Space.Enter[0], [.. Space.Enter.Skip(1), .. boot]).ExecuteAsync();
        for (var attempt = 0; attempt < 4000 && !_boot.Task.IsCompleted; attempt++)
        {
            if (File.Exists(log) && (await File.ReadAllTextAsync(log)).Contains("Server listening", StringComparison.Ordinal))
            {
                _first = ChildOf(_boot.ProcessId);
                return;
            }
            await Task.Delay(10);
        }
        throw new InvalidOperationException($"{Name} has no sshd: {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log")}");
    }

    /// <summary>Ends all processes of the host at once; its disk stays as it is.</summary>
    public async Task PowerOffAsync()
    {
        if (_boot is not { } boot)
        {
            return;
        }
        // The kernel ends every other process of the namespace with the first one.
        LabMachine.End(_first ?? boot.ProcessId);
        (_boot, _first) = (null, null);
        await boot;
        boot.Dispose();
    }

    /// <summary>Puts another machine with an empty disk in the place of the host.</summary>
    public async Task RecreateAsync()
    {
        await PowerOffAsync();
        Directory.Delete(_folder, recursive: true);
        Generation++;
        await MakeDiskAsync();
        await PowerOnAsync();
    }

    /// <summary>Lets somebody else's sshd answer at the address of the host.</summary>
    public async Task ImpersonateAsync()
    {
        await PowerOffAsync();
        Put("etc/ssh/ssh_host_ed25519_key", (await _lab.Keys.OfAsync("intruder")).Private, Secret);
        await PowerOnAsync();
    }

    /// <summary>Takes the network interface down.</summary>
    public Task CutAsync() => _lab.Space.ConfigureAsync($"link set {Link} down");

    /// <summary>Brings the network interface up again.</summary>
    public Task HealAsync() => _lab.Space.ConfigureAsync($"link set {Link} up");

    /// <summary>The command lines and environments of all processes.</summary>
    public IEnumerable<string> CommandLines() =>
        Processes().Select(process => ReadProcess(process, "cmdline") + ReadProcess(process, "environ"));

    /// <summary>The ids of the processes of k3s: another id is a restart.</summary>
    public IReadOnlyList<int> Running() =>
    [
        .. Processes().Where(process => ReadProcess(process, "cmdline").Contains("Lab.Double.dll", StringComparison.Ordinal))
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)),
    ];

    /// <summary>Ends the program that has exactly this command line or is about to; does nothing on a host that is off.</summary>
    public async Task EndAsync(params string[] command)
    {
        var line = string.Join('\0', command);
        for (var attempt = 0; attempt < 500 && _first is not null; attempt++)
        {
            if (Processes().FirstOrDefault(process => ReadProcess(process, "cmdline").TrimEnd('\0') == line) is { } found)
            {
                await ConsoleAsync($"kill -9 {Path.GetFileName(found)} || true");
                return;
            }
            await Task.Delay(10);
        }
    }

    /// <summary>Runs a command inside as the operator would at the console, and returns what it prints.</summary>
    /// <exception cref="InvalidOperationException">The command fails or the host is off; the message contains the output.</exception>
    public Task<string> ConsoleAsync(string command) => ConsoleAsync(command, PipeSource.Null);

    /// <summary>Runs a command inside with standard input, and returns what it prints.</summary>
    /// <exception cref="InvalidOperationException">The command fails or the host is off; the message contains the output.</exception>
    public async Task<string> ConsoleAsync(string command, PipeSource input)
    {
        var result = await AtConsoleAsync(command, input);
        return result.IsSuccess
            ? result.StandardOutput
            : throw new InvalidOperationException($"{Name}: {command}: {result.ExitCode}: {result.StandardError}{result.StandardOutput}");
    }

    /// <summary>Runs a command inside with standard input; any exit code is accepted.</summary>
    /// <exception cref="InvalidOperationException">The host is off.</exception>
    public async Task<BufferedCommandResult> AtConsoleAsync(string command, PipeSource input)
    {
        if (_first is not { } first)
        {
            throw new InvalidOperationException($"{Name} is off");
        }
        string[] words =
        [
            $"--target={first.ToString(CultureInfo.InvariantCulture)}", "--mount", "--pid", "--net", "--", "chroot",
            Root,
            "env", "-i", "HOME=/root", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", .. Settings(),
            "bash", "-c", command,
        ];
        return await Shell.Program("nsenter", words).WithStandardInputPipe(input).ExecuteBufferedAsync();
    }

    /// <summary>Writes a file inside while the host runs.</summary>
    public Task WriteAsync(string path, string content, UnixFileMode mode = Plain) => ConsoleAsync(
        $"mkdir -p \"$(dirname '{path}')\" && cat >'{path}' && chmod {Convert.ToString((int)mode, 8)} '{path}'",
        PipeSource.FromString(content));

    /// <summary>The rules of the kernel with their handles: rules that are loaded again have other handles.</summary>
    public Task<string> RulesAsync() => Space.RunAsync("nft", "--handle", "list", "ruleset");

    /// <summary>Every file of the host with its mode, size and time of change, except journals and what etcd writes by itself.</summary>
    public async Task<IReadOnlySet<string>> TreeAsync() =>
        (await Shell.RunAsync(
            "find", Disk, "-not", "-path", "*/var/log/*", "-not", "-path", "*/server/db/*", "-not", "-type", "d",
            "-printf", "%P %m %s %T@\\n"))
        .Split('\n').ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await PowerOffAsync();
        _boot?.Dispose();
        await Space.DeleteAsync();
    }

    /// <summary>The process that another one started, as the kernel lists it.</summary>
    private static int ChildOf(int process)
    {
        var id = process.ToString(CultureInfo.InvariantCulture);
        return int.Parse(File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>The environment of sessions and of the console: short waits between two looks, and bounds that fit the lab.</summary>
    private string[] Settings() =>
    [
        "POLL_SECONDS=0.1",
        "READY_SECONDS=60",
        "DRAIN_SECONDS=1",
        "UP_SECONDS=20",
        "LOOKS=3",
        $"TURN_SECONDS={_options.TurnSeconds.ToString(CultureInfo.InvariantCulture)}",
    ];

    private async Task MakeDiskAsync()
    {
        WriteSettings();
        Directory.CreateDirectory(Path.Combine(Disk, "opt/k3s-double"));
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "Infra.Lab.Double.*"))
        {
            File.Copy(file, Path.Combine(Disk, "opt/k3s-double", Path.GetFileName(file)));
        }
        var key = await _lab.Keys.OfAsync($"{Name}-host-key");
        var login = (await _lab.Keys.OfAsync("nodes-ssh")).Public;
        Put("etc/ssh/ssh_host_ed25519_key", key.Private, Secret);
        Put("etc/ssh/ssh_host_ed25519_key.pub", key.Public, Plain);
        Put("root/.ssh/authorized_keys", login, Secret);
        // Root on a new server has no shell settings; those of the test machine may be slow, or wait for a lock left by a power cut.
        Put("root/.bashrc", "", Secret);
        File.SetUnixFileMode(Path.Combine(Disk, "root"), OwnerOnly);
        File.SetUnixFileMode(Path.Combine(Disk, "root/.ssh"), OwnerOnly);
        if (_options.User is { } user)
        {
            await AddUserAsync(user, login);
        }
        foreach (var name in Doubles)
        {
            Put($"usr/bin/{name}", ReadDouble(name), Executable);
        }
        // Debian keeps some of these in /usr/sbin, which comes first on root's path.
        foreach (var name in (string[])["modprobe", "sysctl"])
        {
            Put($"usr/sbin/{name}", ReadDouble(name), Executable);
        }
    }

    /// <summary>Adds a user as <c>useradd</c> does, whose sudo keeps the lab's settings for the steps.</summary>
    private async Task AddUserAsync(string user, string login)
    {
        var rights = _options.Sudo.Length > 0 ? $"{user} {_options.Sudo}\n" : "";
        Put("etc/passwd", $"{await File.ReadAllTextAsync("/etc/passwd")}{user}:x:2000:2000::/home/{user}:/bin/sh\n", Plain);
        Put("etc/group", $"{await File.ReadAllTextAsync("/etc/group")}{user}:x:2000:\n", Plain);
        Put("etc/shadow", $"{await File.ReadAllTextAsync("/etc/shadow")}{user}:*:20000:0:99999:7:::\n", Secret | UnixFileMode.GroupRead);
        Put(
            "etc/sudoers.d/lab",
            $"Defaults env_keep += \"{string.Join(' ', Settings().Select(setting => setting.Split('=')[0]))}\"\n{rights}",
            UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Put($"home/{user}/.ssh/authorized_keys", login, Secret);
        File.SetUnixFileMode(Path.Combine(Disk, "home", user, ".ssh"), OwnerOnly);
        await Shell.RunAsync("chown", "-R", "2000:2000", Path.Combine(Disk, "home", user));
    }

    private void WriteSettings() => Put("etc/ssh/sshd_config", $"""
        Port {_options.SshPort.ToString(CultureInfo.InvariantCulture)}
        HostKey /etc/ssh/ssh_host_ed25519_key
        UsePAM no
        Subsystem sftp internal-sftp
        SetEnv {string.Join(' ', Settings())}
        Include /etc/ssh/sshd_config.d/*.conf

        """, Plain);

    private void Put(string path, string content, UnixFileMode mode)
    {
        var file = Path.Combine(Disk, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, mode);
    }

    private static string ReadDouble(string name) => File.ReadAllText(Repository.File("tests", "Lab", "Double", name + ".sh"));

    /// <summary>
    /// Folders of the host's processes in its own /proc, seen from the machine through the folder in which its first process works.
    /// </summary>
    private string[] Processes()
    {
        if (_first is not { } first)
        {
            return [];
        }
        try
        {
            return
            [
                .. Directory.GetDirectories($"/proc/{first.ToString(CultureInfo.InvariantCulture)}/cwd/proc")
                    .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>A file of a process; empty when the process has ended meanwhile.</summary>
    private static string ReadProcess(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
