using System.Text;

namespace Infra.Cli.Output;

/// <summary>
/// Where a command's texts go: results to standard output, problems to standard error. Everything is kept until <see cref="Flush"/> and
/// written as UTF-8 at once, whatever the console's encoding.
/// </summary>
/// <param name="workingDirectory">Where the command was started; paths it is given are relative to it.</param>
/// <param name="colored">Whether results may be coloured.</param>
public sealed class Terminal(string workingDirectory, bool colored)
{
    private readonly StringBuilder _result = new();
    private readonly StringBuilder _problems = new();

    /// <summary>Where the command was started.</summary>
    public string WorkingDirectory { get; } = workingDirectory;

    /// <summary>Whether results may be coloured.</summary>
    public bool Colored { get; } = colored;

    /// <summary>What was written to standard output so far.</summary>
    public string Result => _result.ToString();

    /// <summary>What was written to standard error so far.</summary>
    public string Problems => _problems.ToString();

    /// <summary>Adds to standard output.</summary>
    public void Write(string text) => _result.Append(text);

    /// <summary>Adds a line to standard error.</summary>
    public void WriteProblem(string line) => _problems.Append(line).Append('\n');

    /// <summary>Colour is for a terminal that has some, unless the environment says no (https://no-color.org).</summary>
    public static bool IsColored() => !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    /// <summary>Writes what was kept to the process's streams. A reader that has gone away is no error of ours.</summary>
    public void Flush()
    {
        Send(_problems, Console.OpenStandardError());
        Send(_result, Console.OpenStandardOutput());
    }

    private static void Send(StringBuilder text, Stream stream)
    {
        using (stream)
        {
            if (text.Length == 0)
            {
                return;
            }
            try
            {
                stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
                stream.Flush();
            }
            catch (IOException)
            {
                // `... | head` closes the pipe early.
            }
            text.Clear();
        }
    }
}
