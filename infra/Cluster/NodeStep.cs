using System.Text;
using Infra.Model;

namespace Infra.Cluster;

/// <summary>
/// The text of a command on a node: the step's parameters as exported variables, the shared shell functions and the step's script, both
/// files of this folder. The text contains no secret; secrets travel on standard input.
/// </summary>
public static class NodeStep
{
    /// <summary>Composes the command of a step.</summary>
    /// <param name="step">The script's name without its ending.</param>
    /// <param name="node">The node it runs on, for its messages.</param>
    /// <param name="parameters">Variables by name; values may span lines.</param>
    /// <param name="user">The SSH user; a user other than root becomes root by sudo, and the message says what to do where that is not
    /// allowed.</param>
    /// <exception cref="ArgumentException">There is no such script.</exception>
    public static string Compose(string step, string node, IReadOnlyDictionary<string, string> parameters, string user)
    {
        var text = new StringBuilder();
        Export("STEP", step);
        Export("NODE_NAME", node);
        foreach (var name in parameters.Keys.Order(StringComparer.Ordinal))
        {
            Export(name, parameters[name]);
        }

        text.Append(Script("lib"));
        if (step is "start" or "reset" or "rejoin" or "rotate-token")
        {
            text.Append(Script("node"));
        }

        text.Append(Script(step));
        return user == ClusterSpec.Root ? text.ToString() : BecomingRoot(step, node, user, text.ToString());

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
        + Compose(step, node, parameters, ClusterSpec.Root);

    /// <summary>The step as the value of a plain variable, and <c>root.sh</c>, which runs it as root.</summary>
    private static string BecomingRoot(string step, string node, string user, string script)
    {
        var text = new StringBuilder();
        Assign(text, "STEP", step);
        Assign(text, "NODE_NAME", node);
        Assign(text, "SSH_USER", user);
        Assign(text, "STEP_TEXT", script);
        return text.Append(Script("root")).ToString();
    }

    private static void Assign(StringBuilder text, string name, string value) =>
        text.Append(name).Append("='").Append(value.Replace("'", "'\\''", StringComparison.Ordinal)).Append("'\n");

    /// <summary>Short digest of a text, so that the text of one command changes with that of another.</summary>
    public static string Digest(string text) => Naming.Digest.Of(text);

    /// <summary>The text of a script without its interpreter line.</summary>
    private static ReadOnlySpan<char> Script(string name)
    {
        var text = EmbeddedFile.Read($"cluster/{name}.sh");
        return text.AsSpan(text.IndexOf('\n', StringComparison.Ordinal) + 1);
    }
}
