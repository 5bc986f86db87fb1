using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list of inputs that is itself an input. Supports collection initializers.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>, IPlain
{
    // Each part is an element (Input<T>) or a run of elements (Output<ImmutableArray<T>>).
    private readonly List<object> _parts;
    private Output<ImmutableArray<T>>? _flat;

    /// <summary>An empty list.</summary>
    public InputList()
        : this([])
    {
    }

    private InputList(List<object> parts) => _parts = parts;

    internal bool IsEmpty => _parts.Count == 0;

    /// <summary>Adds elements.</summary>
    public void Add(params Input<T>[] inputs)
    {
        _flat = null;
        foreach (var input in inputs)
        {
            _parts.Add(input ?? (Input<T>)default(T)!);
        }
    }

    /// <summary>Adds all elements of another list.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Adds all elements of another list.</summary>
    public void AddRange(InputList<T> inputs)
    {
        _flat = null;
        _parts.AddRange(inputs._parts);
    }

    /// <summary>A new list with the elements of both.</summary>
    public InputList<T> Concat(InputList<T> other) => new([.. _parts, .. other._parts]);

    internal InputList<T> Clone() => new([.. _parts]);

    /// <summary>
    /// Reads the elements without combining them and adds the pending outputs to the other list. Returns false when some elements are
    /// unknown. A failure is thrown.
    /// </summary>
    internal bool TryRead(List<T> elements, List<Task> pending)
    {
        var isKnown = true;
        foreach (var part in _parts)
        {
            var output = part as IOutput ?? ((Input<T>)part).AsOutput();
            if (output.IsPending)
            {
                pending.Add(output.Settled);
            }
            else if (output is Output<T> element)
            {
                elements.Add(element.Value);
                isKnown &= element.IsKnown;
            }
            else
            {
                elements.AddRange(((Output<ImmutableArray<T>>)output).Value);
                isKnown &= output.IsKnown;
            }
        }

        return isKnown;
    }

    // Separate from the base's method: code over a base of a value type would be compiled at run time.
    object? IPlain.ToPlain(InputCollector into) => ToPlain(into);

    internal override Output<ImmutableArray<T>> AsOutput()
    {
        if (_flat is { } flat)
        {
            return flat;
        }

        if (_parts is [Output<ImmutableArray<T>> only])
        {
            return _flat = only;
        }

        var outputs = new IOutput[_parts.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = _parts[i] as IOutput ?? ((Input<T>)_parts[i]).AsOutput();
        }

        return _flat = Output<ImmutableArray<T>>.Merge(outputs, () => Flatten(outputs));
    }

    internal override object? ToPlain(InputCollector into)
    {
        into.EnterOutput();
        var plain = new PlainList(_parts.Count);
        foreach (var part in _parts)
        {
            if (part is Input<T> element)
            {
                into.Enter(plain.Count);
                plain.Add(element.ToPlain(into));
                into.Leave();
            }
            else if (into.Open((Output<ImmutableArray<T>>)part, out var elements) && !elements.IsDefault)
            {
                foreach (var item in elements)
                {
                    into.Enter(plain.Count);
                    plain.Add(into.Plain(item));
                    into.Leave();
                }
            }
        }

        into.Leave();
        return plain.ToPlain();
    }

    /// <summary>
    /// Enumerates the elements one by one, each with its own secrecy and dependencies. The official class has a member of this name too,
    /// which its serializer and the preview use by reflection.
    /// </summary>
    private object Value
    {
        get
        {
            foreach (var part in _parts)
            {
                if (part is not Input<T>)
                {
                    return AsOutput();
                }
            }

            return _parts;
        }
    }

    private static ImmutableArray<T> Flatten(IOutput[] outputs)
    {
        var all = ImmutableArray.CreateBuilder<T>(outputs.Length);
        foreach (var output in outputs)
        {
            if (output is Output<T> element)
            {
                all.Add(element.Value);
            }
            else
            {
                all.AddRange(((Output<ImmutableArray<T>>)output).Value);
            }
        }

        return all.DrainToImmutable();
    }

    /// <summary>A list of one element.</summary>
    public static implicit operator InputList<T>(T value) => new([(Input<T>)value]);

    /// <summary>A list of one element.</summary>
    public static implicit operator InputList<T>(Output<T> value) => new([(Input<T>)value]);

    /// <summary>A list of one element.</summary>
    public static implicit operator InputList<T>(Input<T> value) => new([value]);

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(T[] values) => new(Inputs(values));

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => new(Inputs(values));

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => new([.. values]);

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(List<T> values) => new(Inputs(values));

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(List<Output<T>> values) => new(Inputs(values));

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(List<Input<T>> values) => new([.. values]);

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => new(Inputs(values));

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => new(Inputs(values));

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new([.. values]);

    /// <summary>A list of the output's elements.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => values.Apply(v => ImmutableArray.CreateRange(v));

    /// <summary>A list of the output's elements.</summary>
    public static implicit operator InputList<T>(Output<List<T>> values) => values.Apply(v => ImmutableArray.CreateRange(v));

    /// <summary>A list of the output's elements.</summary>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => values.Apply(ImmutableArray.CreateRange);

    /// <summary>A list of the output's elements.</summary>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new([values]);

    /// <summary>The elements, once known; none when they are unknown.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var elements = await AsOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        foreach (var element in elements)
        {
            yield return element;
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    private static List<object> Inputs(IEnumerable<T> values)
    {
        var inputs = new List<object>();
        foreach (var value in values)
        {
            inputs.Add((Input<T>)value);
        }

        return inputs;
    }

    private static List<object> Inputs(IEnumerable<Output<T>> values)
    {
        var inputs = new List<object>();
        foreach (var value in values)
        {
            inputs.Add((Input<T>)value);
        }

        return inputs;
    }
}
