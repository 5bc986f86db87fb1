using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Pulumi;

/// <summary>
/// A value that may become available later, with the resources it comes from and whether it is known and secret. A value that is already
/// available is passed on immediately, without tasks.
/// </summary>
public sealed class Output<T> : IOutput, IPlain
{
    private T _value = default!;
    private object? _dependencies;

    // A state's plain value that has not been converted yet, or the failure.
    private object? _source;
    private TaskCompletionSource? _waiting;
    private volatile Stage _stage;
    private bool _isKnown;
    private bool _isSecret;

    private Output()
    {
    }

    private enum Stage : byte
    {
        Pending,
        Settled,
        Unconverted,
        Failed,
    }

    internal bool IsPending => _stage == Stage.Pending;

    internal bool IsKnown => _isKnown;

    internal bool IsSecret => _isSecret;

    internal object? Dependencies => _dependencies;

    internal Exception? Failure => _stage == Stage.Failed ? ((ExceptionDispatchInfo)_source!).SourceException : null;

    /// <summary>The value of a settled output, whether known or not; a failure is thrown.</summary>
    internal T Value
    {
        get
        {
            if (_stage == Stage.Failed)
            {
                Rethrow();
            }

            if (_stage == Stage.Unconverted)
            {
                Convert();
            }

            return _value;
        }
    }

    internal Task Settled
    {
        get
        {
            if (!IsPending)
            {
                return Task.CompletedTask;
            }

            var waiting = _waiting ?? Interlocked.CompareExchange(ref _waiting, new TaskCompletionSource(), null) ?? _waiting!;
            if (!IsPending)
            {
                waiting.TrySetResult();
            }

            return waiting.Task;
        }
    }

    bool IOutput.IsPending => IsPending;

    Task IOutput.Settled => Settled;

    bool IOutput.IsKnown => _isKnown;

    bool IOutput.IsSecret => _isSecret;

    object? IOutput.Dependencies => _dependencies;

    Exception? IOutput.Failure => Failure;

    object? IOutput.UntypedValue => Value;

    /// <summary>An output of the task's result.</summary>
    public static Output<T> Create(Task<T> value) => FromTask(value, isSecret: false);

    /// <summary>Runs an asynchronous action on the value.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func) => Then(value =>
    {
        var task = func(value);
        return task.IsCompletedSuccessfully ? Output<ValueTuple>.Known(default) : Output<ValueTuple>.Later(After(task));

        static async Task<Output<ValueTuple>> After(Task task)
        {
            await task.ConfigureAwait(false);
            return Output<ValueTuple>.Known(default);
        }
    });

    /// <summary>Transforms the value. Dependencies and secrecy are kept; the function is not called while the value is unknown.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
    {
        if (IsPending)
        {
            return ApplyLater(func);
        }

        if (Failure is { } failure)
        {
            return Output<TResult>.Failed(failure);
        }

        if (!_isKnown)
        {
            return Output<TResult>.Of(default!, isKnown: false, _isSecret, _dependencies);
        }

        try
        {
            return Output<TResult>.Of(func(Value), isKnown: true, _isSecret, _dependencies);
        }
        catch (Exception e)
        {
            return Output<TResult>.Failed(e);
        }
    }

    /// <summary>Transforms the value asynchronously.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
        => Then(value => Output<TResult>.FromTask(func(value), isSecret: false));

    /// <summary>Transforms the value into an input; its dependencies and secrecy are added.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Then(value => func(value).ToOutput());

    /// <summary>Transforms the value into another output; its dependencies and secrecy are added.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => Then(func);

    /// <summary>Transforms the value, seen as an object, into another output.</summary>
    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Then(value => func(value));

    /// <summary>
    /// Returns an explanation instead of the value, with a warning in the run's log. With PULUMI_ERROR_OUTPUT_STRING set to 1 or true, and
    /// outside a run, it throws <see cref="InvalidOperationException"/>.
    /// </summary>
    public override string ToString() => Output.ExplainToString();

    internal static Output<T> Known(T value) => Of(value, isKnown: true, isSecret: false, null);

    internal static Output<T> Unknown(T value) => Of(value, isKnown: false, isSecret: false, null);

    internal static Output<T> Of(T value, bool isKnown, bool isSecret, object? dependencies)
        => new() { _value = value, _isKnown = isKnown, _isSecret = isSecret, _dependencies = dependencies, _stage = Stage.Settled };

    /// <summary>An output without a value: the run, if there is one, fails with the exception.</summary>
    internal static Output<T> Failed(Exception exception)
    {
        Deployment.Current?.Report(exception);
        return new Output<T> { _source = ExceptionDispatchInfo.Capture(exception), _stage = Stage.Failed };
    }

    /// <summary>A pending output property of a resource.</summary>
    internal static Output<T> OfResource(Resource resource) => new() { _dependencies = resource };

    internal static Output<T> FromTask(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsCompletedSuccessfully ? Of(value.Result, isKnown: true, isSecret, null) : Later(After(value, isSecret));

        static async Task<Output<T>> After(Task<T> value, bool isSecret)
            => Of(await value.ConfigureAwait(false), isKnown: true, isSecret, null);
    }

    /// <summary>A pending output that settles like the task's output; the run waits for it.</summary>
    internal static Output<T> Later(Task<Output<T>> source)
    {
        var later = new Output<T>();
        var deployment = Deployment.Current;
        deployment?.Begin();
        _ = Finish();
        return later;

        async Task Finish()
        {
            try
            {
                var output = await source.ConfigureAwait(false);
                await output.Settled.ConfigureAwait(false);
                later.SettleAs(output);
            }
            catch (Exception e)
            {
                deployment?.Report(e);
                later.Fail(e);
            }
            finally
            {
                deployment?.End();
            }
        }
    }

    /// <summary>An output combined from the settled values of others: known if all are, secret if any is.</summary>
    internal static Output<T> Merge(IOutput[] parts, Func<T> value)
    {
        var pending = OutputParts.Pending(parts);
        if (pending.Length > 0)
        {
            return Later(After(pending, parts, value));
        }

        var isKnown = true;
        var isSecret = false;
        object? dependencies = null;
        foreach (var part in parts)
        {
            if (part.Failure is { } failure)
            {
                return Failed(failure);
            }

            isKnown &= part.IsKnown;
            isSecret |= part.IsSecret;
            dependencies = Pulumi.Dependencies.Union(dependencies, part.Dependencies);
        }

        try
        {
            return Of(isKnown ? value() : default!, isKnown, isSecret, dependencies);
        }
        catch (Exception e)
        {
            return Failed(e);
        }

        static async Task<Output<T>> After(IOutput[] pending, IOutput[] parts, Func<T> value)
        {
            foreach (var part in pending)
            {
                await part.Settled.ConfigureAwait(false);
            }

            return Merge(parts, value);
        }
    }

    /// <summary>The same value with other marks.</summary>
    internal Output<T> With(bool isSecret, object? dependencies)
    {
        if (_stage == Stage.Failed)
        {
            return this;
        }

        return _stage == Stage.Unconverted
            ? new Output<T>
            {
                _source = _source,
                _isKnown = _isKnown,
                _isSecret = isSecret,
                _dependencies = dependencies,
                _stage = Stage.Unconverted,
            }
            : Of(_value, _isKnown, isSecret, dependencies);
    }

    /// <summary>The function's result for this output once it has settled.</summary>
    internal Output<TResult> WhenSettled<TResult>(Func<Output<T>, Output<TResult>> func)
    {
        return IsPending ? Output<TResult>.Later(AfterSettling(func)) : func(this);
    }

    internal Task<T> GetValueAsync(T whenUnknown) =>
        _stage == Stage.Settled ? Task.FromResult(_isKnown ? _value : whenUnknown) : GetValueLaterAsync(whenUnknown);

    private async Task<T> GetValueLaterAsync(T whenUnknown)
    {
        await Settled.ConfigureAwait(false);
        var value = Value;
        return _isKnown ? value : whenUnknown;
    }

    internal bool TryGetKnown(out T value)
    {
        value = default!;
        if (IsPending || _stage == Stage.Failed || !_isKnown || _isSecret || _dependencies is not null)
        {
            return false;
        }

        value = Value;
        return true;
    }

    internal void Rethrow() => ((ExceptionDispatchInfo)_source!).Throw();

    internal object? ToPlain(InputCollector into)
    {
        into.EnterOutput();
        var plain = into.Open(this, out var value) ? into.Plain(value) : null;
        into.Leave();
        if (!into.KeepsMarks || IsPending)
        {
            return plain;
        }

        return !_isKnown ? Special.Unknown : _isSecret ? InputCollector.MarkSecret(plain) : plain;
    }

    object? IPlain.ToPlain(InputCollector into) => ToPlain(into);

    void IOutput.Settle(object? plain, bool isKnown, bool isSecret)
    {
        if (!IsPending)
        {
            return;
        }

        _isKnown = isKnown;
        _isSecret = isSecret;
        if (plain is T value)
        {
            _value = value;
            Finish(Stage.Settled);
        }
        else if (plain is null)
        {
            Finish(Stage.Settled);
        }
        else if (typeof(T) == typeof(int) && plain is double number)
        {
            _value = (T)(object)(int)number;
            Finish(Stage.Settled);
        }
        else
        {
            _source = plain;
            Finish(Stage.Unconverted);
        }
    }

    void IOutput.Fail(Exception exception) => Fail(exception);

    private void Fail(Exception exception)
    {
        if (IsPending)
        {
            _source = ExceptionDispatchInfo.Capture(exception);
            Finish(Stage.Failed);
        }
    }

    private Output<TResult> Then<TResult>(Func<T, Output<TResult>?> func)
    {
        if (IsPending)
        {
            return ThenLater(func);
        }

        if (Failure is { } failure)
        {
            return Output<TResult>.Failed(failure);
        }

        if (!_isKnown)
        {
            return Output<TResult>.Of(default!, isKnown: false, _isSecret, _dependencies);
        }

        Output<TResult>? inner;
        try
        {
            inner = func(Value);
        }
        catch (Exception e)
        {
            return Output<TResult>.Failed(e);
        }

        if (inner is null)
        {
            return Output<TResult>.Of(default!, isKnown: true, _isSecret, _dependencies);
        }

        return inner.IsPending ? JoinLater(inner) : inner.Joined(_isSecret, _dependencies);
    }

    // Each closure below is a type of its own for every pair of types: apart, they are made only where something is pending.
    private Output<TResult> ApplyLater<TResult>(Func<T, TResult> func) => Then(value => Output<TResult>.Known(func(value)));

    private Output<TResult> ThenLater<TResult>(Func<T, Output<TResult>?> func) => WhenSettled(settled => settled.Then(func));

    private Output<TResult> JoinLater<TResult>(Output<TResult> inner) =>
        inner.WhenSettled(settled => settled.Joined(_isSecret, _dependencies));

    private async Task<Output<TResult>> AfterSettling<TResult>(Func<Output<T>, Output<TResult>> func)
    {
        await Settled.ConfigureAwait(false);
        return func(this);
    }

    /// <summary>This output as the result of an Apply on one with the given marks.</summary>
    private Output<T> Joined(bool isSecret, object? dependencies)
        => !isSecret && dependencies is null ? this : With(_isSecret || isSecret, Pulumi.Dependencies.Union(dependencies, _dependencies));

    private void SettleAs(Output<T> other)
    {
        _value = other._value;
        _source = other._source;
        _dependencies = other._dependencies;
        _isKnown = other._isKnown;
        _isSecret = other._isSecret;
        Finish(other._stage);
    }

    private void Finish(Stage stage)
    {
        _stage = stage;
        Interlocked.MemoryBarrier();
        _waiting?.TrySetResult();
    }

    private void Convert()
    {
        lock (_source!)
        {
            if (_stage == Stage.Unconverted)
            {
                _value = (T)OutputTypes.Convert(_source, typeof(T))!;
                _stage = Stage.Settled;
            }
        }
    }
}
