using System.Text;

namespace Infra.Preview.Rendering;

/// <summary>
/// Writes rendered files into a directory of their own. A directory is replaced as a whole, and only when it is missing, empty, or created
/// by an earlier rendering and unchanged since: the file <see cref="Marker"/> lists the files written. Everything is first written to a
/// directory beside it and then renamed, so an interrupted run leaves the old files intact.
/// </summary>
public static class RenderedDirectory
{
    /// <summary>Name of the file that marks a directory as rendered: one line a file, with its checksum and its path.</summary>
    public const string Marker = ".infra-rendered";

    /// <summary>Replaces the content of the directory with exactly these files.</summary>
    /// <exception cref="RenderRefusedException">The directory holds files that no rendering wrote, or that were changed since.</exception>
    /// <exception cref="IOException">A file could not be written.</exception>
    public static void Write(string directory, IReadOnlyList<RenderedFile> files)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        Check(target);
        var parent = Path.GetDirectoryName(target)
            ?? throw new RenderRefusedException(target + " is the root of the file system; name a directory below it");
        Directory.CreateDirectory(parent);
        var fresh = Path.Combine(parent, "." + Path.GetFileName(target) + ".new-" + Environment.ProcessId);
        var old = Path.Combine(parent, "." + Path.GetFileName(target) + ".old-" + Environment.ProcessId);
        try
        {
            WriteAll(fresh, files);
            if (Directory.Exists(target))
            {
                Directory.Move(target, old);
            }
            Directory.Move(fresh, target);
        }
        finally
        {
            if (Directory.Exists(old) && !Directory.Exists(target))
            {
                Directory.Move(old, target);
            }
            DeleteIfThere(old);
            DeleteIfThere(fresh);
        }
    }

    private static void WriteAll(string directory, IReadOnlyList<RenderedFile> files)
    {
        DeleteIfThere(directory);
        Directory.CreateDirectory(directory);
        var marker = new StringBuilder();
        foreach (var file in files)
        {
            var bytes = Encoding.UTF8.GetBytes(file.Text);
            var path = Path.Combine(directory, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
            marker.Append(Checksum(bytes)).Append("  ").Append(file.Path).Append('\n');
        }
        File.WriteAllText(Path.Combine(directory, Marker), marker.ToString());
    }

    private static void Check(string target)
    {
        if (File.Exists(target))
        {
            throw new RenderRefusedException(target + " is a file; name a directory that does not exist yet");
        }
        if (!Directory.Exists(target))
        {
            return;
        }
        if (new DirectoryInfo(target).LinkTarget is not null)
        {
            throw new RenderRefusedException(target + " is a link; name the directory itself");
        }
        var found = Directory.GetFiles(target, "*", SearchOption.AllDirectories);
        if (found.Length == 0)
        {
            return;
        }
        var marker = Path.Combine(target, Marker);
        if (!File.Exists(marker))
        {
            throw new RenderRefusedException(
                target + " is not empty and was not made by `render`; name a directory that does not exist yet");
        }
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadAllLines(marker))
        {
            if (line.Length > 18)
            {
                written[line[18..]] = line[..16];
            }
        }
        foreach (var path in found)
        {
            var name = Path.GetRelativePath(target, path).Replace(Path.DirectorySeparatorChar, '/');
            if (name == Marker)
            {
                continue;
            }
            if (!written.TryGetValue(name, out var checksum) || checksum != Checksum(File.ReadAllBytes(path)))
            {
                throw new RenderRefusedException(target + " holds " + name
                    + ", which was not written by `render` or was changed since; move it away or name another directory");
            }
        }
    }

    /// <summary>FNV-1a hash of 64 bits; sufficient to detect a changed file.</summary>
    private static string Checksum(byte[] bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * 1099511628211UL);
        }
        return hash.ToString("x16");
    }

    private static void DeleteIfThere(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
