namespace Infra.Model.Yaml;

/// <summary>A position in a file.</summary>
/// <param name="File">The file as the reader of a message knows it: relative to the project's root.</param>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
public sealed record Position(string File, int Line)
{
    /// <summary><c>file:line</c>, as editors and terminals link it.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}
