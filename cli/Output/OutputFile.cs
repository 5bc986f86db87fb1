namespace Infra.Cli.Output;

/// <summary>File that a command writes for `--out`.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes a file, and its folder when that is missing. A regular file is replaced in one step, with its permissions kept, so that it
    /// never holds half a text; a link stays a link. A device or a named pipe is written through.
    /// </summary>
    /// <exception cref="IOException">The path is a directory, or cannot be written.</exception>
    public static void Write(string path, byte[] bytes)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new IOException($"--out: {path} is a directory; name a file in it");
        }
        var link = new FileInfo(full).LinkTarget;
        if (File.Exists(full))
        {
            try
            {
                using var existing = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                if (!IsRegular(full, existing))
                {
                    existing.Write(bytes);
                    return;
                }
            }
            catch (FileNotFoundException e) when (link is not null)
            {
                throw new IOException($"--out: {path} is a link to a missing file; create that file, or name another", e);
            }
        }
        Replace(link is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName, bytes);
    }

    /// <summary>Writes a file that a command line names, and tells where.</summary>
    /// <exception cref="IOException">The path is a directory, or cannot be written.</exception>
    public static void WriteAndTell(string file, byte[] bytes, Terminal terminal)
    {
        Write(Path.Combine(terminal.WorkingDirectory!, file), bytes);
        terminal.WriteProblem($"wrote {file}");
    }

    private static void Replace(string path, byte[] bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var fresh = Path.Combine(folder, $".{Path.GetFileName(path)}.new-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(fresh, bytes);
            if (File.Exists(path) && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(path));
            }
            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    /// <summary>
    /// Whether a file can be replaced. .NET does not tell devices from files, but a kernel sets the length of regular files only. Paths
    /// below /dev and /proc can be names of files that another process holds open.
    /// </summary>
    private static bool IsRegular(string path, FileStream file)
    {
        if (!file.CanSeek || path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal))
        {
            return false;
        }
        try
        {
            RandomAccess.SetLength(file.SafeFileHandle, file.Length);
            return true;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return false;
        }
    }
}
