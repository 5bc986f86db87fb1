using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// Names the generic code over value types that programs use: ahead-of-time compilation sees it only from within this assembly, and other
/// code is compiled at run time, at about a millisecond each. Never called.
/// </summary>
internal static class Precompiled
{
    internal static void Outputs(Output<string> text, Output<int> number, Output<bool> flag, Output<double> real)
    {
        From(text);
        From(number);
        From(flag);
        From(real);
    }

    internal static void Unions(Output<string> text, Output<int> number)
    {
        InputUnion<int, string> port = 80;
        port = "http";
        port = text;
        port = number;
        port = (Input<string>)text;
        port = (Input<int>)number;
        _ = ((IPlain)port).ToPlain(new InputCollector());
        InputUnion<string, Kubernetes.Core.V1.ServiceSpecType> type = "LoadBalancer";
        type = Kubernetes.Core.V1.ServiceSpecType.LoadBalancer;
        type = text;
        type = (Input<string>)text;
        _ = ((IPlain)type).ToPlain(new InputCollector());
    }

    internal static void Resources(Output<bool?> flag, Output<int?> number, Output<double?> real, Output<Command.Remote.Logging?> logging)
    {
        Settle(flag);
        Settle(number);
        Settle(real);
        Settle(logging);
    }

    internal static void Lists(Output<ImmutableArray<string>> texts, Output<ImmutableArray<int>> numbers)
    {
        Settle(texts);
        Settle(numbers);
        Look(texts);
        Look(numbers);
        _ = texts.Apply(all => "");
    }

    internal static void Enumerations(Output<Command.Remote.Logging> logging)
    {
        Look(logging);
        Known(logging, logging, logging.Value);
    }

    internal static void Tuples(Output<(string, string)> two, Output<(string, string, string)> three)
    {
        _ = two.Apply(both => "");
        _ = three.Apply(all => "");
    }

    // Code that the preview uses for every input of a resource.
    private static void Look<T>(Output<T> output)
    {
        Input<T> input = output;
        output = input;
        _ = Output.IsSecretAsync(output);
        _ = Utilities.OutputUtilities.GetIsKnownAsync(output);
        _ = Utilities.OutputUtilities.GetValueAsync(output);
        _ = Utilities.OutputUtilities.GetDependenciesAsync(output);
        _ = ((IPlain)output).ToPlain(new InputCollector());
        _ = ((IPlain)input).ToPlain(new InputCollector());
    }

    private static void Settle<T>(Output<T> output) => ((IOutput)output).Settle(null, isKnown: false, isSecret: false);

    private static void From<T>(Output<T> output)
    {
        Look(output);
        Input<T> input = output;
        Known(output, input, output.Value);
        Apply<T, string>(output, input);
        Apply<T, int>(output, input);
        Apply<T, bool>(output, input);
        Apply<T, double>(output, input);
        _ = Output.Unsecret(Output.CreateSecret(output));
        _ = Output.All(output, output).Apply(all => "");
        _ = Output.Tuple(output, output).Apply(both => "");
        _ = Output.Tuple((Input<T>)output, (Input<string>)"").Apply(both => "");
        _ = Output.Tuple((Input<string>)"", (Input<T>)output).Apply(both => "");
        _ = Utilities.OutputUtilities.GetValueAsync(output);
        _ = Utilities.OutputUtilities.GetIsKnownAsync(output);
    }

    private static void Known<T>(Output<T> output, Input<T> input, T value)
    {
        Input<T> known = value;
        InputList<T> list = value;
        list = new[] { value };
        list.Add(value);
        list.Add(output);
        list.AddRange(new InputList<T> { known, output });
        var map = new InputMap<T> { ["a"] = value, ["b"] = output };
        map.AddRange(InputMap<T>.Merge(map, map));
        _ = ((IPlain)known).ToPlain(new InputCollector());
        _ = ((IPlain)input).ToPlain(new InputCollector());
        _ = ((IPlain)list).ToPlain(new InputCollector());
        _ = ((IPlain)map).ToPlain(new InputCollector());
        _ = Output.Create(value);
        _ = Output.CreateSecret(value);
    }

    private static void Apply<T, TResult>(Output<T> output, Input<T> input)
    {
        _ = output.Apply(value => default(TResult)!);
        _ = output.Apply(value => (Output<TResult>?)null);
        _ = output.Apply(value => (Input<TResult>?)null);
        _ = output.Apply(value => Task.FromResult(default(TResult)!));
        _ = input.Apply(value => default(TResult)!);
    }
}
