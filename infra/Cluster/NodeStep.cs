using System.Globalization;
using System.Reflection;
using System.Text;

namespace Infra.Cluster;

/// <summary>
/// What a command runs on a node: the shared shell functions and one step's script, both files of this folder, with the
/// step's parameters as exported variables before them. The text holds no secret; those travel on standard input.
/// </summary>
public static class NodeStep
{
    /// <summary>Composes the command of a step.</summary>
    /// <param name="step">The script's name without its ending.</param>
    /// <param name="node">The node it runs on, for its messages.</param>
    /// <param name="parameters">Variables by name; values may span lines.</param>
    /// <exception cref="ArgumentException">There is no such script.</exception>
    public static string Compose(string step, string node, IReadOnlyDictionary<string, string> parameters)
    {
        var text = new StringBuilder();
        Export("STEP", step);
        Export("NODE_NAME", node);
        foreach (var name in parameters.Keys.Order(StringComparer.Ordinal))
        {
            Export(name, parameters[name]);
        }

        return text.Append(Script("lib")).Append(Script(step)).ToString();

        void Export(string name, string value) =>
            text.Append("export ").Append(name).Append("='").Append(value.Replace("'", "'\\''", StringComparison.Ordinal)).Append("'\n");
    }

    /// <summary>
    /// Short digest of a text (FNV-1a, 64 bits), to make one command's text change with another's. Nothing is proven by it, so
    /// no cryptography: loading that costs every preview 5 ms and 5 MB.
    /// </summary>
    public static string Digest(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>A script's text as it stands in its file, without the interpreter line.</summary>
    private static string Script(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.sh")
            ?? throw new ArgumentException($"no script {name}.sh is embedded", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }
}
