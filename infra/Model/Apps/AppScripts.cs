namespace Infra.Model;

/// <summary>
/// Scripts for apps and their jobs that are part of this program. A command refers to a script by its path in the pod:
/// <c>/scripts/discourse_init.sh</c>.
/// </summary>
public static class AppScripts
{
    /// <summary>Folder of the scripts in the pod.</summary>
    public const string Folder = "/scripts";

    /// <summary>Script that searches the output of a command for a text.</summary>
    public const string ExpectLog = "expect_log.sh";

    /// <summary>Names of the files in <c>infra/Apps/Scripts</c> and <c>infra/Apps/InitJobs/Scripts</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "discourse-migrate.sh", "discourse_init.sh", "discourse_init.sql", "discourse_init_smoke.sql", "wordpress-cron.sh", ExpectLog,
    ];

    /// <summary>Script that a part of a command refers to; null for none.</summary>
    public static string? Named(string part) =>
        part.StartsWith(Folder + "/", StringComparison.Ordinal) ? part[(Folder.Length + 1)..] : null;

    /// <summary>Command of a job. Where a text is expected, the script that checks the output runs it.</summary>
    /// <param name="job">The job.</param>
    public static IReadOnlyList<string> CommandOf(InitJobSpec job) =>
        job.ExpectLog is { } text ? ["/bin/sh", $"{Folder}/{ExpectLog}", text, .. job.Command] : job.Command;

    /// <summary>Files that a job needs, by name.</summary>
    /// <param name="job">The job.</param>
    public static SortedList<string, string> For(InitJobSpec job) => For(job.Command, job.ExpectLog is not null);

    /// <summary>Files that a command needs, by name: the scripts it refers to and the files that these use.</summary>
    /// <param name="command">The command.</param>
    /// <param name="expectsLog">Whether its output is searched. Defaults to false.</param>
    public static SortedList<string, string> For(IReadOnlyList<string> command, bool expectsLog = false)
    {
        var files = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var part in command)
        {
            if (Named(part) is not { } name)
            {
                continue;
            }

            var stem = Path.GetFileNameWithoutExtension(name);
            foreach (var known in Names)
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

    private static string Text(string name) => EmbeddedFile.Read($"apps/{name}");
}
