namespace Infra.Preview.Rendering;

/// <summary>One file of a rendered plan.</summary>
/// <param name="Path">The path below the output directory, with slashes.</param>
/// <param name="Text">The content.</param>
public sealed record RenderedFile(string Path, string Text);
