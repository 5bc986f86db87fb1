using System.Globalization;
using System.Text;
using Infra.Model;

namespace Infra.Cluster;

/// <summary>
/// The text of a step on a node: its parameters as exported variables, the shared shell functions and the step's script, both files of
/// this folder. The text contains no secret; secrets follow it on standard input.
/// </summary>
public static class NodeStep
{
    /// <summary>First line of a script that uses the functions of <c>node.sh</c>; it is no part of the composed text.</summary>
    internal const string RequiresNode = "# requires: node.sh\n";

    /// <summary>Composes the script of a step.</summary>
    /// <param name="step">
    /// The script's name without its ending; one of another folder than this with the folder in front, as <c>compose/project</c>.
    /// </param>
    /// <param name="node">The node it runs on, for its messages.</param>
    /// <param name="parameters">Variables by name; values may span lines.</param>
    /// <param name="libraries">Scripts with functions of the step, in front of it, named as a step is.</param>
    /// <exception cref="ArgumentException">There is no such script.</exception>
    public static string Compose(
        string step, string node, IReadOnlyDictionary<string, string> parameters, params ReadOnlySpan<string> libraries)
    {
        var text = new StringBuilder();
        Export("STEP", NameOf(step));
        Export("NODE_NAME", node);
        foreach (var name in parameters.Keys.Order(StringComparer.Ordinal))
        {
            Export(name, parameters[name]);
        }

        text.Append(Script("lib"));
        foreach (var library in libraries)
        {
            text.Append(Script(library));
        }

        var script = Script(step);
        if (script.StartsWith(RequiresNode, StringComparison.Ordinal))
        {
            text.Append(Script("node"));
            script = script[RequiresNode.Length..];
        }

        return text.Append(script).ToString();

        void Export(string name, string value)
        {
            text.Append("export ");
            Assign(text, name, value);
        }
    }

    /// <summary>A step as a command that stays on the node, for an operator with root rights there.</summary>
    /// <param name="step">The script's name without its ending.</param>
    /// <param name="node">The node.</param>
    /// <param name="parameters">Variables by name.</param>
    public static string ComposeTool(string step, string node, IReadOnlyDictionary<string, string> parameters) =>
        "#!/usr/bin/env bash\n# Written by pulumi up, over every change. What it does and takes: see its end.\n"
        + Compose(step, node, parameters);

    /// <summary>
    /// The command of a session that runs a script. The provider prints it when the script fails, so it is one line; the script follows on
    /// standard input. Its digest makes the command change with the script. The line is valid in every login shell.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="script">Its composed script.</param>
    public static string Line(string step, string script) => $"env STEP={NameOf(step)} SCRIPT={Digest(script)} bash -s";

    /// <summary>
    /// The standard input of such a session: <c>run.sh</c> and the script, each one compound command, which bash parses to its end before
    /// it runs anything; what follows is the script's own standard input.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="node">The node it runs on.</param>
    /// <param name="user">The SSH user; a user other than root becomes root by sudo.</param>
    /// <param name="limit">The time after which the script is stopped.</param>
    /// <param name="script">The composed script.</param>
    public static string Input(string step, string node, string user, TimeSpan limit, string script)
    {
        var text = new StringBuilder("{\n");
        Assign(text, "STEP", NameOf(step));
        Assign(text, "NODE_NAME", node);
        Assign(text, "SSH_USER", user);
        Assign(text, "LIMIT_SECONDS", limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        return text.Append(Script("run")).Append("}\n{\n").Append(script).Append("exit\n}\n").ToString();
    }

    private static string NameOf(string step) => step[(step.LastIndexOf('/') + 1)..];

    private static void Assign(StringBuilder text, string name, string value) =>
        text.Append(name).Append("='").Append(value.Replace("'", "'\\''", StringComparison.Ordinal)).Append("'\n");

    /// <summary>Short digest of a text, so that the text of one command changes with that of another.</summary>
    public static string Digest(string text) => Naming.Digest.Of(text);

    /// <summary>The text of a script without its interpreter line.</summary>
    private static ReadOnlySpan<char> Script(string name)
    {
        var text = EmbeddedFile.Read(name.Contains('/', StringComparison.Ordinal) ? $"{name}.sh" : $"cluster/{name}.sh");
        return text.AsSpan(text.IndexOf('\n', StringComparison.Ordinal) + 1);
    }
}
