namespace Infra.Tests.Systems;

/// <summary>Single line of a described file with a value that no careful user writes.</summary>
/// <param name="File">File from the root of the project.</param>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Setting">Record and setting, like <c>Node.sshPort</c>.</param>
/// <param name="Kind">Kind of the value, like <c>negative</c>.</param>
/// <param name="Text">The line after the edit.</param>
internal sealed record HostileEdit(string File, int Line, string Setting, string Kind, string Text)
{
    /// <summary>Key of the setting.</summary>
    public string Key => Setting[(Setting.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>
    /// Whether the edit gives an entry another name: what else is wrong then is wherever the entry is referred to by its old one.
    /// </summary>
    public bool Renames => Key == "name" && Kind is not ("nothing" or "map" or "list");

    /// <summary>Stack that reads the file.</summary>
    public string Stack => Path.GetFileName(Path.GetDirectoryName(File)) is var system and not "community"
        ? system!
        : Path.GetFileName(File) is var name && name.StartsWith("env.", StringComparison.Ordinal) ? name.Split('.')[1] : "prod";

    /// <summary>File and line as messages begin with them.</summary>
    public string Place => $"{File}:{Line}";

    /// <summary>Text of the whole file after the edit.</summary>
    public string Apply(string text)
    {
        var lines = text.Split('\n');
        lines[Line - 1] = Text;
        return string.Join('\n', lines);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Setting} ({Kind}) at {Place}: {(Text.Length > 120 ? Text[..120] : Text).Trim()}";
}
