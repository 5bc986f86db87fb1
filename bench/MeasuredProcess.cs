using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Infra.Bench;

/// <summary>Runs a command as a separate process and reads its resource usage from the kernel.</summary>
internal static unsafe partial class MeasuredProcess
{
    private const int SpawnFileActionsBytes = 512;

    /// <summary>
    /// Runs a command once and discards its output. The peak memory reported by the kernel is never below that of this program at the
    /// start, because a child process begins as a copy of its parent.
    /// </summary>
    /// <param name="command">Program (a path, or a name searched on PATH) and arguments.</param>
    /// <exception cref="InvalidOperationException">The command cannot be started or its exit code is not 0.</exception>
    public static Figures Run(IReadOnlyList<string> command)
    {
        var actions = stackalloc byte[SpawnFileActionsBytes];
        Check(posix_spawn_file_actions_init(actions), "prepare", command);
        Check(posix_spawn_file_actions_addopen(actions, 1, "/dev/null", 1, 0), "prepare", command);
        Check(posix_spawn_file_actions_addopen(actions, 2, "/dev/null", 1, 0), "prepare", command);
        var arguments = stackalloc nint[command.Count + 1];
        for (var i = 0; i < command.Count; i++)
        {
            arguments[i] = Marshal.StringToCoTaskMemUTF8(command[i]);
        }

        arguments[command.Count] = 0;
        var start = Stopwatch.GetTimestamp();
        Check(posix_spawnp(out var process, command[0], actions, null, arguments, Environ()), "start", command);
        Check(wait4(process, out var status, 0, out var usage) == process ? 0 : -1, "wait for", command);
        var wall = Stopwatch.GetElapsedTime(start);
        for (var i = 0; i < command.Count; i++)
        {
            Marshal.FreeCoTaskMem(arguments[i]);
        }

        Check(posix_spawn_file_actions_destroy(actions), "clean up after", command);
        Check(status, "run without an error", command);
        var processor = ((usage.UserSeconds + usage.SystemSeconds) * 1000.0)
            + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1000.0);
        return new(wall.TotalMilliseconds, processor, usage.MaxResidentKilobytes / 1024.0);
    }

    private static void Check(int code, string what, IReadOnlyList<string> command)
    {
        if (code != 0)
        {
            throw new InvalidOperationException($"cannot {what} `{string.Join(' ', command)}` (code {code})");
        }
    }

    private static nint Environ() => *(nint*)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public long MaxResidentKilobytes;
        private fixed long _rest[13];
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, string path, int flags, uint mode);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawnp(
        out int process, string file, byte* actions, void* attributes, nint* arguments, nint environment);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int wait4(int process, out int status, int options, out ResourceUsage usage);
}
