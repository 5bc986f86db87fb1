using System.Diagnostics;
using System.Globalization;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Hosts;

/// <summary>
/// Resources of the test machine that the lab uses. None remain, even after a crash: each is named after the test run that
/// created it, so that concurrent runs are separate and the next run removes what a failed one left.
/// </summary>
internal static class LabMachine
{
    private const string Prefix = "infra-lab-";
    private const string Ending = ".lease";
    private static readonly Lazy<Task<FileStream>> Lease = new(TakeLeaseAsync);
    private static readonly string Sweeper = Repository.File("tests", "Lab", "Hosts", "sweep.sh");
    private static int _labs;
    private static Process? _janitor;

    /// <summary>The name of this test run, with which the names of its things begin.</summary>
    private static string Run { get; } = $"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The reason why the lab cannot run here; null when it can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    /// <summary>The folder for disks. An upper layer of overlayfs cannot be on an overlay itself, as it would be in a container.</summary>
    public static string Folder { get; } =
        new DriveInfo(Path.GetTempPath()).DriveFormat.StartsWith("overlay", StringComparison.Ordinal) ? "/dev/shm" : Path.GetTempPath();

    /// <summary>Skips the test with the reason where the lab cannot run; under <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require() => Require(Obstacle);

    /// <summary>Skips the test, in the same way, where the lab runs but Debian's sudo is missing.</summary>
    public static void RequireSudo() =>
        Require(Obstacle ?? (File.Exists("/usr/bin/sudo") ? null : "missing: /usr/bin/sudo (Debian: sudo)"));

    /// <summary>A name for a new lab. The first call removes what dead test runs left.</summary>
    public static async Task<string> NewNameAsync()
    {
        await Lease.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{Run}-{Interlocked.Increment(ref _labs)}");
    }

    /// <summary>A folder of this test run for something that its labs share.</summary>
    public static async Task<string> SharedFolderAsync(string kind)
    {
        await Lease.Value;
        return Directory.CreateDirectory(Path.Combine(Folder, $"{Run}-{kind}")).FullName;
    }

    /// <summary>Removes what a lab or a test run left: processes, network namespaces with their links, folders.</summary>
    /// <param name="name">The name of the lab or of the run. Longer names that begin with it belong to other runs and are kept.</param>
    public static Task SweepAsync(string name) => Shell.RunAsync("bash", Sweeper, Folder, name);

    /// <summary>Ends a process at once; does nothing when it has ended already.</summary>
    public static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // The process has ended meanwhile.
        }
    }

    /// <summary>Skips the test with a reason; under <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require(string? obstacle)
    {
        if (obstacle is not null && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {obstacle}");
        }
        Skip.If(obstacle is not null, $"the lab of SSH hosts: {obstacle}");
    }

    /// <summary>
    /// Locks a file for the lifetime of this process, and cleans up after every run whose file can be locked.
    /// </summary>
    private static async Task<FileStream> TakeLeaseAsync()
    {
        var lease = new FileStream(Path.Combine(Folder, Run + Ending), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        foreach (var file in Directory.GetFiles(Folder, $"{Prefix}*{Ending}").Where(file => file != lease.Name))
        {
            try
            {
                await using var dead = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                await SweepAsync(Path.GetFileNameWithoutExtension(file));
            }
            catch (IOException)
            {
                // The run still exists, or another run cleans up after it.
            }
        }
        // The process survives this one and cleans up after it, even after a crash.
        _janitor = Process.Start(
            new ProcessStartInfo("bash", ["-c", "exec bash \"$@\" >/dev/null 2>&1", "janitor", Sweeper, Folder, Run, "at-the-end"])
            {
                RedirectStandardInput = true
            });
        return lease;
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "it needs Linux and root";
        }
        string[] needed =
        [
            "/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keygen", "/usr/sbin/ip", "/usr/bin/curl",
            "/usr/bin/unshare", "/usr/bin/nsenter", "/usr/sbin/nft"
        ];
        var missing = needed.Where(file => !File.Exists(file)).ToArray();
        return missing.Length > 0
            ? $"missing: {string.Join(", ", missing)} (Debian: openssh-server, openssh-client, iproute2, curl, util-linux, nftables)"
            : null;
    }
}
