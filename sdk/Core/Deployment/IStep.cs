namespace Pulumi;

/// <summary>Work of a run that advances as far as possible and then returns the task it waits for.</summary>
internal interface IStep
{
    /// <summary>Whether a failure of the work fails the run, and not only whoever awaits its result.</summary>
    bool FailsTheRun => true;

    /// <summary>Advances the work; returns null when it is done, otherwise the task to wait for before the next call.</summary>
    Task? Advance();

    /// <summary>Handles an exception thrown by <see cref="Advance"/>.</summary>
    void Fail(Exception exception);
}
