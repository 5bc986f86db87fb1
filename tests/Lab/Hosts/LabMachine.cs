namespace Infra.Tests.Lab.Hosts;

/// <summary>What the lab needs of the machine, and what it leaves on it: nothing, also after a crash.</summary>
internal static class LabMachine
{
    /// <summary>Begins the name of everything the lab makes.</summary>
    public const string Prefix = "infra-lab-";

    /// <summary>The bridge between the hosts.</summary>
    public const string Bridge = Prefix + "br";

    /// <summary>The machine's own address on the bridge, in the private network.</summary>
    public const string Address = "198.18.64.254";

    /// <summary>Why the lab cannot run here; null when it can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    /// <summary>Skips the test with the reason where the lab cannot run; under <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        if (Obstacle is { } obstacle && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {obstacle}");
        }
        Skip.If(Obstacle is not null, $"the lab of SSH hosts: {Obstacle}");
    }

    /// <summary>Skips the test, in the same way, where the lab runs but Debian's sudo is missing.</summary>
    public static void RequireSudo()
    {
        const string Missing = "missing: /usr/bin/sudo (Debian: sudo)";
        Require();
        if (!File.Exists("/usr/bin/sudo") && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {Missing}");
        }
        Skip.IfNot(File.Exists("/usr/bin/sudo"), $"the lab of SSH hosts: {Missing}");
    }

    /// <summary>Removes what a run that was ended left behind. Only the holder of the lock may call it.</summary>
    public static void Sweep()
    {
        foreach (var line in Shell.Run("ip", "netns", "list").Split('\n').Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var space = line.Split(' ')[0];
            foreach (var id in Shell.Run("ip", "netns", "pids", space).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Shell.Try("kill", "-9", id);
            }
            Shell.Try("ip", "netns", "del", space);
        }
        foreach (var link in Directory.GetFileSystemEntries("/sys/class/net", Prefix + "*"))
        {
            Shell.Try("ip", "link", "del", Path.GetFileName(link));
        }
        string[] folders = [.. Directory.GetDirectories(Folder, Prefix + "net-*"), .. Directory.GetDirectories(Folder, $"{Prefix}{LabTemplate.Kind}-*").Where(folder => !IsTemplateInUse(folder))];
        foreach (var folder in folders)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Where the disks are: overlayfs takes no upper layer that is an overlay itself, as in a container.</summary>
    public static string Folder { get; } =
        new DriveInfo(Path.GetTempPath()).DriveFormat.StartsWith("overlay", StringComparison.Ordinal) ? "/dev/shm" : Path.GetTempPath();

    /// <summary>One lab at a time on a machine: waits up to 45 minutes for another test run, which takes it again at once for its next test.</summary>
    public static async Task<IDisposable> LockAsync()
    {
        var file = Path.Combine(Folder, "infra-lab.lock");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 5400)
            {
                await Task.Delay(500);
            }
        }
    }

    /// <summary>The folder of this process for a kind of thing.</summary>
    public static string FolderOf(string kind) => Path.Combine(Folder, $"{Prefix}{kind}-{Environment.ProcessId}");

    private static bool IsTemplateInUse(string folder) =>
        Path.GetFileName(folder).Split('-') is [.., LabTemplate.Kind, var id] && Directory.Exists($"/proc/{id}");

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "it needs Linux and root";
        }
        var missing = new[] { "/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keygen", "/usr/sbin/ip", "/usr/bin/curl", "/usr/bin/unshare", "/usr/sbin/nft" }.Where(file => !File.Exists(file)).ToArray();
        return missing.Length > 0 ? $"missing: {string.Join(", ", missing)} (Debian: openssh-server, openssh-client, iproute2, curl, util-linux, nftables)" : null;
    }
}
