namespace Infra.Preview.Diff;

/// <summary>One line of a text diff.</summary>
/// <param name="Mark">`+` for a new line, `-` for a former one, a space for context, `@` for lines left out.</param>
/// <param name="Text">Text of the line without its line feed.</param>
public sealed record TextLine(char Mark, string Text);
