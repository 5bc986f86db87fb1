namespace Infra.Tests.Lab.Driver;

/// <summary>Result of one run of the engine.</summary>
/// <param name="Runs">The commands, sorted by their end.</param>
internal sealed record UpResult(IReadOnlyList<CommandRun> Runs)
{
    /// <summary>The commands that failed.</summary>
    public IEnumerable<CommandRun> Failed => Runs.Where(run => run.ExitCode != 0);

    /// <summary>The names of the commands that ran, in ordinal order.</summary>
    public IEnumerable<string> Names => Runs.Select(run => run.Name).Order(StringComparer.Ordinal);

    /// <summary>All output, by command.</summary>
    public string Text =>
        string.Join('\n', Runs.Select(run => $"== {run.Name}: {run.ExitCode} ({run.Began} to {run.Ended} ms)\n{run.Output}{run.Error}"));

    /// <summary>A command that ran, by its logical name.</summary>
    public CommandRun this[string name] => Runs.Single(run => run.Name == name);

    /// <summary>Fails the test, with all output, when a command failed.</summary>
    public UpResult Succeeded()
    {
        Assert.True(!Failed.Any(), Text);
        return this;
    }
}
