using Infra.Model;

namespace Infra.Databases;

/// <summary>The scripts of init jobs, files of this folder. A command names one by its place in a pod: <c>/scripts/discourse_init.sh</c>.</summary>
public static class InitScripts
{
    /// <summary>Where a pod finds the scripts.</summary>
    public const string Folder = "/scripts";

    /// <summary>The script that looks for a text in a command's output.</summary>
    public const string ExpectLog = "expect_log.sh";

    private static readonly string[] s_names = ["discourse_init.sh", "discourse_init.sql", "discourse_init_smoke.sql", ExpectLog];

    /// <summary>The files that a command needs, by name: the scripts it names, and the files that belong to them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="expectsLog">Its output is looked at.</param>
    /// <exception cref="ArgumentException">It names a script that there is not.</exception>
    public static SortedDictionary<string, string> For(IReadOnlyList<string> command, bool expectsLog)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in command)
        {
            if (!part.StartsWith(Folder + "/", StringComparison.Ordinal))
            {
                continue;
            }

            var name = part[(Folder.Length + 1)..];
            if (Array.IndexOf(s_names, name) < 0)
            {
                throw new ArgumentException($"there is no script {name} in infra/Databases/Scripts", nameof(command));
            }

            var stem = Path.GetFileNameWithoutExtension(name);
            foreach (var known in s_names)
            {
                if (known.StartsWith(stem, StringComparison.Ordinal))
                {
                    files[known] = Text(known);
                }
            }
        }

        if (expectsLog)
        {
            files[ExpectLog] = Text(ExpectLog);
        }

        return files;
    }

    private static string Text(string name) => EmbeddedFile.Read($"databases/{name}");
}
