namespace Pulumi;

/// <summary>An output that can be used before its source is known: for two components that need each other's outputs.</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<Output<T>> _source = new();

    /// <summary>An output that is pending until <see cref="Resolve"/>.</summary>
    public DeferredOutput() => Output = Output<T>.Later(_source.Task);

    /// <summary>The output. The run does not end before it is resolved.</summary>
    public Output<T> Output { get; }

    /// <summary>Sets the source of the value. A second call throws <see cref="InvalidOperationException"/>.</summary>
    public void Resolve(Output<T> output) => _source.SetResult(output);
}
