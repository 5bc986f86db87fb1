namespace Infra.Cli.Output;

/// <summary>Colours for a terminal, or none.</summary>
internal sealed class Paint(bool colored)
{
    private const string Reset = "\u001b[0m";

    /// <summary>What groups others.</summary>
    public string Group(string text) => With("\u001b[1m", text);

    /// <summary>What is said beside the name.</summary>
    public string Aside(string text) => With("\u001b[2m", text);

    /// <summary>What is kept safe.</summary>
    public string Safe(string text) => With("\u001b[32m", text);

    /// <summary>What somebody has to do.</summary>
    public string Todo(string text) => With("\u001b[33m", text);

    private string With(string code, string text) => colored && text.Length > 0 ? code + text + Reset : text;
}
