namespace Infra.Preview.Sources;

/// <summary>
/// One side of a comparison as a command line names it: `prod`, `prod@2-stage-30`, `prod:origin/main`, `prod@3-prod:HEAD~2`, or a file.
/// </summary>
/// <param name="Text">Text as given.</param>
public sealed record SideName(string Text)
{
    /// <summary>File of a saved plan or of an exported state; null for a stack.</summary>
    public string? File { get; private init; }

    /// <summary>Name of the stack; empty for a file.</summary>
    public string Stack { get; private init; } = "";

    /// <summary>Phase or step; null for the stack's own.</summary>
    public string? Phase { get; private init; }

    /// <summary>Revision of the repository, as git writes it; null for the working tree.</summary>
    public string? Revision { get; private init; }

    /// <summary>Names a file, whatever its name.</summary>
    /// <param name="path">Path of a saved plan or of an exported state.</param>
    public static SideName OfFile(string path) => new(path) { File = path };

    /// <summary>Reads a side. The first colon begins the revision, so that a revision may contain colons and `@`.</summary>
    /// <param name="text">Text of the command line.</param>
    /// <param name="isFile">Whether a path is an existing file.</param>
    /// <exception cref="SourceException">A part of the name is empty.</exception>
    public static SideName Parse(string text, Func<string, bool> isFile)
    {
        if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || (text.Contains('/', StringComparison.Ordinal) && isFile(text)))
        {
            return new SideName(text) { File = text };
        }
        var (place, revision) = Split(text, ':');
        var (stack, phase) = Split(place, '@');
        if (stack.Length == 0)
        {
            throw new SourceException($"'{text}': no stack is named; write stack, stack@PHASE, stack:REVISION, or a file *.json")
            {
                IsName = true,
            };
        }
        if (phase is "")
        {
            throw new SourceException($"'{text}': no phase after '@'; write {stack}@PHASE") { IsName = true };
        }
        if (revision is "")
        {
            throw new SourceException($"'{text}': no revision after ':'; write {place}:REVISION, as {place}:HEAD or {place}:origin/main")
            {
                IsName = true,
            };
        }
        return new SideName(text) { Stack = stack, Phase = phase, Revision = revision };
    }

    private static (string Before, string? After) Split(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);
}
