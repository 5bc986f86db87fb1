namespace Infra.Cli.Output;

/// <summary>Files that are whole or not there: written beside their place and renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, its folder too when that is missing.</summary>
    public static void Write(string path, byte[] bytes)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        var fresh = Path.Combine(folder, "." + Path.GetFileName(full) + ".new-" + Environment.ProcessId);
        try
        {
            File.WriteAllBytes(fresh, bytes);
            File.Move(fresh, full, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
