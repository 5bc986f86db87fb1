using System.Text;
using Spectre.Console.Rendering;

namespace Infra.Cli.Output;

/// <summary>
/// Working directory and outputs of a command: results go to standard output, problems to standard error. Both are kept until
/// <see cref="Flush"/> and written as UTF-8, whatever the encoding of the console.
/// </summary>
/// <param name="workingDirectory">Directory that relative paths start from; null when it was deleted.</param>
/// <param name="width">Columns of a screen; null for a file or a pipe.</param>
/// <param name="colored">Whether results may hold escape sequences.</param>
/// <param name="today">Present day; null where it is not known.</param>
public sealed class Terminal(string? workingDirectory, int? width = null, bool colored = false, DateOnly? today = null)
{
    private readonly StringBuilder _results = new();
    private readonly StringBuilder _problems = new();

    /// <summary>Directory that relative paths start from; null when it was deleted.</summary>
    public string? WorkingDirectory { get; } = workingDirectory;

    /// <summary>Columns of a screen; null for a file or a pipe, where nothing is wrapped.</summary>
    public int? Width { get; } = width;

    /// <summary>Present day; null where it is not known.</summary>
    public DateOnly? Today { get; } = today;

    /// <summary>Folder for what may be made anew at any time; null for none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Shows a line at once, while a command is still at work. By default nothing is shown.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Catches from its first call on what would end this process. By default nothing is caught.</summary>
    public Func<CancellationToken> Interruption { get; init; } = () => CancellationToken.None;

    /// <summary>Text for standard output so far.</summary>
    public string Results => _results.ToString();

    /// <summary>Styled text for standard output: lines that a screen may wrap as it likes.</summary>
    internal StyledText Text => new(_results, colored, Width);

    /// <summary>Text for standard error, never styled.</summary>
    internal StyledText ProblemText => new(_problems, colored: false);

    /// <summary>Text for standard error so far.</summary>
    public string Problems => _problems.ToString();

    /// <summary>Terminal of this process. Colour needs a screen that has it and no NO_COLOR (https://no-color.org).</summary>
    public static Terminal OfProcess()
    {
        var isScreen = !Console.IsOutputRedirected;
        var isColored = isScreen
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        // The day in UTC: reading the local time zone takes longer than everything else that is made of the day.
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return new(CurrentDirectory(), isScreen ? Screen.WidthOf(Console.WindowWidth) : null, isColored, today)
        {
            CacheFolder = UserCache() is { } cache ? Path.Combine(cache, "infra") : null,
            Interruption = Signals.Catch,
            Progress = line => Console.Error.WriteLine(Printable.Escape(line)),
        };
    }

    /// <summary>Cache folder of the user (https://specifications.freedesktop.org/basedir-spec); null when there is no home.</summary>
    private static string? UserCache()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } given && Path.IsPathRooted(given))
        {
            return given;
        }
        return Environment.GetEnvironmentVariable(OperatingSystem.IsWindows() ? "LOCALAPPDATA" : "HOME") is { Length: > 0 } home
            ? OperatingSystem.IsWindows() ? home : Path.Combine(home, ".cache")
            : null;
    }

    /// <summary>Adds text to standard output as it is.</summary>
    public void Write(string text) => _results.Append(text);

    /// <summary>Adds a tree or a table to standard output, laid out for the screen.</summary>
    internal void Write(IRenderable layout) => Screen.Write(layout, _results, Width, colored);

    /// <summary>Adds a message to standard error, with its control characters escaped.</summary>
    public void WriteProblem(string message) => _problems.Append(Printable.Escape(message)).Append('\n');

    /// <summary>Writes everything to the streams of the process. A reader that closed its pipe early is no error.</summary>
    /// <param name="exitCode">Exit code of the command.</param>
    /// <returns>The same code, or <see cref="ExitCodes.Problems"/> when the results could not be written.</returns>
    public int Flush(int exitCode)
    {
        try
        {
            Send(_results, Console.OpenStandardOutput());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteProblem($"infra: standard output: {(e.InnerException ?? e).Message}; the results are lost or incomplete");
            exitCode = exitCode == ExitCodes.Ok ? ExitCodes.Problems : exitCode;
        }
        try
        {
            Send(_problems, Console.OpenStandardError());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No stream is left to report this to.
        }
        return exitCode;
    }

    private static string? CurrentDirectory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Send(StringBuilder text, Stream stream)
    {
        using (stream)
        {
            if (text.Length > 0)
            {
                stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
                stream.Flush();
            }
        }
        text.Clear();
    }
}
