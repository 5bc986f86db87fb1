namespace Pulumi;

/// <summary>An input whose value is of one of two types.</summary>
public sealed class InputUnion<T0, T1> : Input<Union<T0, T1>>
{
    /// <summary>The first type's default value.</summary>
    public InputUnion()
        : base(default(Union<T0, T1>))
    {
    }

    private InputUnion(Union<T0, T1> value)
        : base(value)
    {
    }

    private InputUnion(Output<Union<T0, T1>> value)
        : base(value)
    {
    }

    /// <summary>Wraps a union.</summary>
    public static implicit operator InputUnion<T0, T1>(Union<T0, T1> value) => new(value);

    /// <summary>Wraps a value of the first type.</summary>
    public static implicit operator InputUnion<T0, T1>(T0 value) => new(Union<T0, T1>.FromT0(value));

    /// <summary>Wraps a value of the second type.</summary>
    public static implicit operator InputUnion<T0, T1>(T1 value) => new(Union<T0, T1>.FromT1(value));

    /// <summary>Wraps an input of the first type.</summary>
    public static implicit operator InputUnion<T0, T1>(Input<T0> value) => new(value.Apply(Union<T0, T1>.FromT0));

    /// <summary>Wraps an input of the second type.</summary>
    public static implicit operator InputUnion<T0, T1>(Input<T1> value) => new(value.Apply(Union<T0, T1>.FromT1));

    /// <summary>Takes an output's union.</summary>
    public static implicit operator InputUnion<T0, T1>(Output<Union<T0, T1>> value) => new(value);

    /// <summary>Takes an output of the first type.</summary>
    public static implicit operator InputUnion<T0, T1>(Output<T0> value) => new(value.Apply(Union<T0, T1>.FromT0));

    /// <summary>Takes an output of the second type.</summary>
    public static implicit operator InputUnion<T0, T1>(Output<T1> value) => new(value.Apply(Union<T0, T1>.FromT1));
}
