namespace Pulumi;

/// <summary>Work of a run that goes as far as it can and then says what it waits for.</summary>
internal interface IStep
{
    /// <summary>Goes on; null when the work is done, else the task to wait for before going on.</summary>
    Task? Advance();

    /// <summary>Called when <see cref="Advance"/> has thrown.</summary>
    void Fail(Exception exception);
}
