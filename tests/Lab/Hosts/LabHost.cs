using System.Diagnostics;
using System.Globalization;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A host: a network namespace with two addresses on the lab's bridge, a disk of its own over the machine's, sshd.</summary>
internal sealed class LabHost : IDisposable
{
    private static readonly string[] Doubles = ["systemctl", "journalctl", "timedatectl", "modprobe", "sysctl", "apt-get", "dpkg-query"];

    /// <summary>Where the double of k3s is on a host.</summary>
    public const string Program = "/opt/k3s-double/Infra.Lab.Double.dll";

    private readonly string _folder;
    private readonly string _link;
    private readonly LabOptions _options;
    private readonly KeyRing _keys;
    private Process? _first;

    /// <summary>Plugs the host in; it is off.</summary>
    public LabHost(string name, int number, string folder, KeyRing keys, LabOptions options)
    {
        Name = name;
        Number = number;
        _folder = Path.Combine(folder, name);
        Space = $"{LabMachine.Prefix}{name}";
        _link = $"{LabMachine.Prefix}{number.ToString(CultureInfo.InvariantCulture)}";
        _keys = keys;
        _options = options;
        Shell.Run("ip", "netns", "add", Space);
        Shell.Run("ip", "link", "add", _link, "type", "veth", "peer", "name", "lan0", "netns", Space);
        Shell.Run("ip", "link", "set", _link, "master", LabMachine.Bridge, "up");
        Shell.Run("ip", "-n", Space, "addr", "add", $"{PrivateAddress}/24", "dev", "lan0");
        Shell.Run("ip", "-n", Space, "addr", "add", $"{Address}/24", "dev", "lan0");
        Shell.Run("ip", "-n", Space, "link", "set", "lan0", "up");
        Shell.Run("ip", "-n", Space, "link", "set", "lo", "up");
        if (Directory.Exists(Disk))
        {
            WriteSettings();
        }
        else
        {
            MakeDisk();
        }
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>Its network namespace.</summary>
    public string Space { get; }

    /// <summary>Its place in the lab.</summary>
    public int Number { get; }

    /// <summary>Changes when the host is another machine.</summary>
    public int Generation { get; private set; } = 1;

    /// <summary>The address in the private network.</summary>
    public string PrivateAddress => $"198.18.64.{Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The address for SSH.</summary>
    public string Address => $"198.18.65.{Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What the host has written.</summary>
    public string Disk => Path.Combine(_folder, "upper");

    /// <summary>A file on the host, null where it has none of its own.</summary>
    public string? Read(string path)
    {
        var file = Path.Combine(Disk, path.TrimStart('/'));
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>Starts it and waits for its sshd.</summary>
    public void PowerOn()
    {
        var log = Path.Combine(_folder, "sshd.log");
        File.Delete(log);
        // The kernel of a host that starts has no rules; the namespace of one that was off still has them.
        Shell.Run("ip", "netns", "exec", Space, "nft", "flush", "ruleset");
        _first = Shell.Start(
            "ip",
            ["netns", "exec", Space, "unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", Repository.File("tests", "Lab", "Double", "host.sh"), _folder, _options.StepDisk ?? "-"]);
        for (var attempt = 0; attempt < 1600; attempt++)
        {
            if (File.Exists(log) && File.ReadAllText(log).Contains("Server listening", StringComparison.Ordinal))
            {
                return;
            }
            Thread.Sleep(25);
        }
        throw new InvalidOperationException($"{Name} has no sshd: {(File.Exists(log) ? File.ReadAllText(log) : "no log")}");
    }

    /// <summary>Ends all its processes at once; its disk stays as it is.</summary>
    public void PowerOff()
    {
        foreach (var process in Processes())
        {
            process.Kill();
        }
        _first?.WaitForExit();
        _first?.Dispose();
        _first = null;
        for (var attempt = 0; attempt < 200 && Processes().Length > 0; attempt++)
        {
            Thread.Sleep(10);
        }
    }

    /// <summary>Another machine with an empty disk takes its place.</summary>
    public void Recreate()
    {
        PowerOff();
        Directory.Delete(_folder, recursive: true);
        Generation++;
        MakeDisk();
        PowerOn();
    }

    /// <summary>Somebody else's sshd answers at its address.</summary>
    public void Impersonate()
    {
        PowerOff();
        Put("etc/ssh/ssh_host_ed25519_key", _keys["intruder"].Private, "600");
        PowerOn();
    }

    /// <summary>Nothing passes its network interface any more.</summary>
    public void Cut() => Shell.Run("ip", "link", "set", _link, "down");

    /// <summary>The network interface works again.</summary>
    public void Heal() => Shell.Run("ip", "link", "set", _link, "up");

    /// <summary>All its processes.</summary>
    public Process[] Processes() =>
        [.. Pids().Select(Find).OfType<Process>()];

    /// <summary>The command lines of all its processes.</summary>
    public IEnumerable<string> CommandLines() => Pids().Select(id => Proc(id, "cmdline") + Proc(id, "environ"));

    /// <summary>The ids of the processes of k3s: another id is a restart.</summary>
    public IReadOnlyList<int> Running() =>
        [.. Pids().Where(id => Proc(id, "cmdline").Contains("Lab.Double.dll", StringComparison.Ordinal)).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    /// <summary>Ends the program that has exactly this command line, or is about to; nothing is to be done on a host that is off.</summary>
    public void End(params string[] command)
    {
        for (var attempt = 0; attempt < 200 && Pids() is { Length: > 0 } pids; attempt++)
        {
            if (pids.FirstOrDefault(id => Proc(id, "cmdline").TrimEnd('\0') == string.Join('\0', command)) is { } found)
            {
                using var process = Find(found);
                process?.Kill();
                return;
            }
            Thread.Sleep(25);
        }
    }

    /// <summary>Runs a command inside, as the operator would at its console.</summary>
    public string Console(string command) => Shell.Run(
        "ssh", "-F", "none", "-i", Path.Combine(Path.GetDirectoryName(_folder)!, "key-nodes-ssh"), "-p", _options.SshPort.ToString(CultureInfo.InvariantCulture), "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=5",
        "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", $"root@{Address}", command);

    /// <summary>The rules of its kernel, with the numbers they got: rules that are loaded again have others.</summary>
    public string Rules() => Shell.Run("ip", "netns", "exec", Space, "nft", "--handle", "list", "ruleset");

    /// <summary>Every file of the host with its mode, size and time of change, but for the journals and what etcd writes by itself.</summary>
    public IReadOnlySet<string> Tree() => Shell.Run("find", Disk, "-not", "-path", "*/var/log/*", "-not", "-path", "*/server/db/*", "-not", "-type", "d", "-printf", "%P %m %s %T@\\n")
        .Split('\n').ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        PowerOff();
        Shell.Try("ip", "netns", "del", Space);
        Shell.Try("ip", "link", "del", _link);
    }

    private void MakeDisk()
    {
        WriteSettings();
        Directory.CreateDirectory(Path.Combine(Disk, "opt/k3s-double"));
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "Infra.Lab.Double.*"))
        {
            File.Copy(file, Path.Combine(Disk, "opt/k3s-double", Path.GetFileName(file)));
        }
        Put("etc/ssh/ssh_host_ed25519_key", _keys[$"{Name}-host-key"].Private, "600");
        Put("etc/ssh/ssh_host_ed25519_key.pub", _keys[$"{Name}-host-key"].Public, "644");
        Put("root/.ssh/authorized_keys", _keys["nodes-ssh"].Public, "600");
        // A fresh server's root has no shell settings; the machine's own may be slow, or wait for a lock that a power cut left.
        Put("root/.bashrc", "", "600");
        Shell.Run("chmod", "700", Path.Combine(Disk, "root"), Path.Combine(Disk, "root/.ssh"));
        if (_options.User is { } user)
        {
            AddUser(user);
        }
        foreach (var name in Doubles)
        {
            Put($"usr/bin/{name}", File.ReadAllText(Repository.File("tests", "Lab", "Double", name + ".sh")), "755");
        }
        // Debian keeps some of these in /usr/sbin, which comes first on root's path.
        foreach (var name in (string[])["modprobe", "sysctl"])
        {
            Put($"usr/sbin/{name}", File.ReadAllText(Repository.File("tests", "Lab", "Double", name + ".sh")), "755");
        }
    }

    /// <summary>A user as <c>useradd</c> makes one, whose sudo keeps the lab's settings for the steps.</summary>
    private void AddUser(string user)
    {
        Put("etc/passwd", $"{File.ReadAllText("/etc/passwd")}{user}:x:2000:2000::/home/{user}:/bin/sh\n", "644");
        Put("etc/group", $"{File.ReadAllText("/etc/group")}{user}:x:2000:\n", "644");
        Put("etc/shadow", $"{File.ReadAllText("/etc/shadow")}{user}:*:20000:0:99999:7:::\n", "640");
        Put("etc/sudoers.d/lab", $"Defaults env_keep += \"POLL_SECONDS READY_SECONDS DRAIN_SECONDS TURN_SECONDS\"\n{(_options.Sudo.Length > 0 ? $"{user} {_options.Sudo}\n" : "")}", "440");
        Put($"home/{user}/.ssh/authorized_keys", _keys["nodes-ssh"].Public, "600");
        Shell.Run("chmod", "700", Path.Combine(Disk, "home", user, ".ssh"));
        Shell.Run("chown", "-R", "2000:2000", Path.Combine(Disk, "home", user));
    }

    private void WriteSettings()
    {
        Put("etc/ssh/sshd_config", $"""
            Port {_options.SshPort.ToString(CultureInfo.InvariantCulture)}
            HostKey /etc/ssh/ssh_host_ed25519_key
            UsePAM no
            Subsystem sftp internal-sftp
            SetEnv POLL_SECONDS=0.2 READY_SECONDS={_options.ReadySeconds.ToString(CultureInfo.InvariantCulture)} DRAIN_SECONDS=2 TURN_SECONDS={_options.TurnSeconds.ToString(CultureInfo.InvariantCulture)}
            Include /etc/ssh/sshd_config.d/*.conf

            """, "644");
    }

    private void Put(string path, string content, string mode)
    {
        var file = Path.Combine(Disk, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        Shell.Run("chmod", mode, file);
    }

    private string[] Pids() => Shell.Run("ip", "netns", "pids", Space).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A file of a process; empty when the process has ended meanwhile.</summary>
    private static string Proc(string id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static Process? Find(string id)
    {
        try
        {
            return Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
