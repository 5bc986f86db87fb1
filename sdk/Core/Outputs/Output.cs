using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pulumi.Utilities;

namespace Pulumi;

/// <summary>Creates and combines outputs.</summary>
public static class Output
{
    private static readonly string Explanation = string.Join(
        Environment.NewLine,
        "Calling [ToString] on an [Output<T>] is not supported.",
        "",
        "To get the value of an Output<T> as an Output<string> consider:",
        "1. o.Apply(v => $\"prefix{v}suffix\")",
        "2. Output.Format($\"prefix{hostname}suffix\");",
        "",
        "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.");

    /// <summary>A known value.</summary>
    public static Output<T> Create<T>(T value) => Output<T>.Known(value);

    /// <summary>The task's result.</summary>
    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    /// <summary>A known value that is a secret.</summary>
    public static Output<T> CreateSecret<T>(T value) => Output<T>.Of(value, isKnown: true, isSecret: true, null);

    /// <summary>The task's result as a secret.</summary>
    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.FromTask(value, isSecret: true);

    /// <summary>The same output as a secret.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.WhenSettled(settled => settled.With(isSecret: true, settled.Dependencies));
    }

    /// <summary>The same output, no longer a secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output)
        => output.WhenSettled(settled => settled.With(isSecret: false, settled.Dependencies));

    /// <summary>Whether the output is a secret, once settled.</summary>
    public static Task<bool> IsSecretAsync<T>(Output<T> output) => OutputUtilities.GetIsSecretAsync(output);

    /// <summary>All values as one output: known if all are, secret if any is.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(Array.ConvertAll(inputs, input => input.ToOutput()));

    /// <summary>All values as one output: known if all are, secret if any is.</summary>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => input.ToOutput()).ToArray());

    /// <summary>All values as one output: known if all are, secret if any is.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs)
        => Output<ImmutableArray<T>>.Merge(outputs, () => ImmutableArray.CreateRange(outputs.Select(output => output.Value)));

    /// <summary>All values as one output: known if all are, secret if any is.</summary>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => All(outputs.ToArray());

    /// <summary>An interpolated text whose arguments may be inputs and outputs.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        var arguments = formattableString.GetArguments();
        var outputs = Array.ConvertAll(arguments, argument => argument switch
        {
            IInput input => input.ToOutput(),
            IOutput output => output,
            _ => Output<object?>.Known(argument),
        });
        return Output<string>.Merge(outputs, () => string.Format(
            CultureInfo.CurrentCulture, formattableString.Format, Array.ConvertAll(outputs, output => output.UntypedValue)));
    }

    /// <summary>The value as JSON text; outputs inside it are unwrapped, and the text is secret or unknown if one of them is.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return OutputJson.Serialize(value, options);
    }

    /// <summary>The object deserialized from the JSON text.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return OutputJson.Deserialize<T>(json, options);
    }

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8)
        => Tuple(
            item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(),
            item5.ToOutput(), item6.ToOutput(), item7.ToOutput(), item8.ToOutput());

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2) => Tuple(item1.ToOutput(), item2.ToOutput());

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput());

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput());

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput());

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput(), item6.ToOutput());

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6, Input<T7> item7)
        => Tuple(
            item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput(), item6.ToOutput(), item7.ToOutput());

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2)
        => Output<(T1, T2)>.Merge([item1, item2], () => (item1.Value, item2.Value));

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3)
        => Output<(T1, T2, T3)>.Merge([item1, item2, item3], () => (item1.Value, item2.Value, item3.Value));

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4)
        => Output<(T1, T2, T3, T4)>.Merge([item1, item2, item3, item4], () => (item1.Value, item2.Value, item3.Value, item4.Value));

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5)
        => Output<(T1, T2, T3, T4, T5)>.Merge(
            [item1, item2, item3, item4, item5], () => (item1.Value, item2.Value, item3.Value, item4.Value, item5.Value));

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6)
        => Output<(T1, T2, T3, T4, T5, T6)>.Merge(
            [item1, item2, item3, item4, item5, item6],
            () => (item1.Value, item2.Value, item3.Value, item4.Value, item5.Value, item6.Value));

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6, Output<T7> item7)
        => Output<(T1, T2, T3, T4, T5, T6, T7)>.Merge(
            [item1, item2, item3, item4, item5, item6, item7],
            () => (item1.Value, item2.Value, item3.Value, item4.Value, item5.Value, item6.Value, item7.Value));

    /// <summary>Combines values of different types.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8)
        => Output<(T1, T2, T3, T4, T5, T6, T7, T8)>.Merge(
            [item1, item2, item3, item4, item5, item6, item7, item8],
            () => (item1.Value, item2.Value, item3.Value, item4.Value, item5.Value, item6.Value, item7.Value, item8.Value));

    internal static string ExplainToString()
    {
        var setting = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        if (setting == "1" || string.Equals(setting, "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(Explanation);
        }

        var explanation = Explanation + Environment.NewLine + "This function may throw in a future version of Pulumi.";
        Log.Warn(explanation);
        return explanation;
    }
}
