namespace Pulumi;

/// <summary>An <see cref="Output{T}"/> of any type.</summary>
internal interface IOutput
{
    /// <summary>Whether the output has neither a value nor a failure yet.</summary>
    bool IsPending { get; }

    /// <summary>Completes, without ever failing, once the output is no longer pending.</summary>
    Task Settled { get; }

    bool IsKnown { get; }

    bool IsSecret { get; }

    /// <summary>Null, one <see cref="Resource"/>, or an immutable set of them.</summary>
    object? Dependencies { get; }

    /// <summary>Exception that prevented the value, if any.</summary>
    Exception? Failure { get; }

    /// <summary>The value as an object; a failure is thrown.</summary>
    object? UntypedValue { get; }

    /// <summary>Settles a pending output with a plain value of a resource's state.</summary>
    void Settle(object? plain, bool isKnown, bool isSecret);

    /// <summary>Settles a pending output with a failure.</summary>
    void Fail(Exception exception);
}
