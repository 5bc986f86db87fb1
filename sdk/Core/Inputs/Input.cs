namespace Pulumi;

/// <summary>A value for a resource's property: known now, or the output of another resource.</summary>
public class Input<T> : IInput, IPlain
{
    private readonly T _value;
    private Output<T>? _output;

    private protected Input() => _value = default!;

    private protected Input(T value) => _value = value;

    private protected Input(Output<T> outputValue)
    {
        _value = default!;
        _output = outputValue ?? throw new ArgumentNullException(nameof(outputValue));
    }

    internal virtual Output<T> AsOutput() => _output ??= Output<T>.Known(_value);

    internal virtual object? ToPlain(InputCollector into)
    {
        if (_output is { } output)
        {
            return output.ToPlain(into);
        }

        // For a value type the type tests are constants, so the original is not boxed.
        if (typeof(T) == typeof(int))
        {
            return (double)(int)(object)_value!;
        }

        into.EnterOutput();
        var plain = into.Plain(_value);
        into.Leave();
        return plain;
    }

    IOutput IInput.ToOutput() => AsOutput();

    object? IPlain.ToPlain(InputCollector into) => ToPlain(into);

    /// <summary>An input whose value is known.</summary>
    public static implicit operator Input<T>(T value) => new(value);

    /// <summary>An input that takes an output's value.</summary>
    public static implicit operator Input<T>(Output<T> value) => new(value);

    /// <summary>The input as an output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.AsOutput();
}
