using System.ComponentModel;
using System.Diagnostics;

namespace Infra.Preview.Sources;

/// <summary>Finished run of another program.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="LastLines">Last lines of standard error, at most <see cref="KeptLines"/>.</param>
internal sealed record ToolRun(int ExitCode, byte[] Output, IReadOnlyList<string> LastLines)
{
    /// <summary>Lines of standard error that are kept.</summary>
    private const int KeptLines = 12;

    /// <summary>Time for what remains after the end of a program, or after it was ended.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Variables of `git rev-parse --local-env-vars`, with which a hook points at its own repository, and those that change the meaning of
    /// paths. Configuration (GIT_CONFIG_PARAMETERS, GIT_CONFIG_COUNT) stays, as git leaves it to submodules: it may name safe directories.
    /// </summary>
    private static readonly string[] OfRepository =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_CONFIG",
        "GIT_DIR",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    ];

    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="folder">Working directory.</param>
    /// <param name="limit">Time after which the program and what it started are ended.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="variables">Variables besides those of this process.</param>
    /// <param name="interruption">Ends the program and what it started.</param>
    /// <exception cref="SourceException">The program is missing, or took longer.</exception>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public static ToolRun Of(
        IReadOnlyList<string> command,
        string folder,
        TimeSpan limit,
        byte[]? input = null,
        IReadOnlyDictionary<string, string>? variables = null,
        CancellationToken interruption = default)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetVariables(start.Environment, variables);
        using var process = Start(start);
        var feed = Task.Run(() => Feed(process.StandardInput, input), CancellationToken.None);
        var output = Task.Run(() => ReadAll(process.StandardOutput.BaseStream), CancellationToken.None);
        var errors = Task.Run(() => ReadLines(process.StandardError), CancellationToken.None);
        using var ending = interruption.Register(() => process.Kill(entireProcessTree: true));
        var isEnded = process.WaitForExit(limit);
        interruption.ThrowIfCancellationRequested();
        // A program that it left behind may hold the outputs open.
        if (!isEnded || !Task.WaitAll([feed, output, errors], Rest))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Rest);
            throw new SourceException($"{command[0]} was not done after {limit.TotalMinutes:0.#} minutes and was ended");
        }
        return new(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>Removes what points git elsewhere, and adds the variables of a run.</summary>
    internal static void SetVariables(IDictionary<string, string?> environment, IReadOnlyDictionary<string, string>? variables)
    {
        foreach (var name in OfRepository)
        {
            environment.Remove(name);
        }
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SourceException($"{start.FileName} cannot be started; see that it is installed and in the PATH ({e.Message})", e);
        }
    }

    private static void Feed(StreamWriter writer, byte[]? input)
    {
        try
        {
            using (writer)
            {
                writer.BaseStream.Write(input ?? []);
            }
        }
        catch (IOException)
        {
            // The program ended without reading its input; its exit code says why.
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string[] ReadLines(StreamReader reader)
    {
        var lines = new Queue<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                lines.Enqueue(line);
            }
            if (lines.Count > KeptLines)
            {
                lines.Dequeue();
            }
        }
        return [.. lines];
    }
}
