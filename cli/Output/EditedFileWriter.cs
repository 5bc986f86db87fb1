using Infra.Model.Loading;

namespace Infra.Cli.Output;

/// <summary>Writing of an edited file of the described system.</summary>
internal static class EditedFileWriter
{
    private const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Replaces the file in one step, with its permissions kept; a link stays a link.</summary>
    /// <exception cref="IOException">The file is read-only, was changed since it was read, or cannot be written.</exception>
    public static void Write(string path, EditedFile edit)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        // A process of the administrator could write it all the same.
        var isReadOnly = OperatingSystem.IsWindows()
            ? File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly)
            : (File.GetUnixFileMode(target) & Writable) == UnixFileMode.None;
        if (isReadOnly)
        {
            throw new IOException($"{edit.Position.File}: read-only; nothing was written");
        }

        if (!File.ReadAllBytes(target).AsSpan().SequenceEqual(edit.Before))
        {
            throw new IOException($"{edit.Position.File}: changed while it was edited; nothing was written, run the command again");
        }

        OutputFile.Write(path, edit.After);
    }
}
