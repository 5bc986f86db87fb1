using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>
/// Converts JSON text with outputs and inputs inside: they are unwrapped, and the text takes over their secrecy, unknownness and
/// dependencies.
/// </summary>
internal sealed class OutputJson : JsonConverterFactory
{
    private static readonly MethodInfo Making = typeof(OutputJson).GetMethod(nameof(Make), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly bool _isSecret;
    private readonly object? _dependencies;
    private List<IOutput>? _pending;
    private bool _seenUnknown;
    private bool _seenSecret;
    private object? _seenDependencies;

    private OutputJson(bool isSecret, object? dependencies)
    {
        _isSecret = isSecret;
        _dependencies = dependencies;
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
        => typeof(IOutput).IsAssignableFrom(typeToConvert) || typeof(IInput).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var wrapper = typeToConvert;
        while (!wrapper.IsGenericType
            || (wrapper.GetGenericTypeDefinition() != typeof(Output<>) && wrapper.GetGenericTypeDefinition() != typeof(Input<>)))
        {
            wrapper = wrapper.BaseType!;
        }

        return (JsonConverter)Making.MakeGenericMethod(typeToConvert, wrapper.GenericTypeArguments[0]).Invoke(null, [this])!;
    }

    internal static Output<string> Serialize<T>(Output<T> value, JsonSerializerOptions? options)
        => value.WhenSettled(settled => SerializeSettled(settled, options));

    internal static Output<T> Deserialize<T>(Output<string> json, JsonSerializerOptions? options)
        => json.WhenSettled(settled =>
        {
            if (settled.Failure is { } failure)
            {
                return Output<T>.Failed(failure);
            }

            if (!settled.IsKnown)
            {
                return Output<T>.Of(default!, isKnown: false, settled.IsSecret, settled.Dependencies);
            }

            try
            {
                var read = JsonSerializer.Deserialize<T>(
                    settled.Value, WithOutputs(new OutputJson(settled.IsSecret, settled.Dependencies), options));
                return Output<T>.Of(read!, isKnown: true, settled.IsSecret, settled.Dependencies);
            }
            catch (Exception e)
            {
                return Output<T>.Failed(e);
            }
        });

    private static Output<string> SerializeSettled<T>(Output<T> value, JsonSerializerOptions? options)
    {
        if (value.Failure is { } failure)
        {
            return Output<string>.Failed(failure);
        }

        if (!value.IsKnown)
        {
            return Output<string>.Of("", isKnown: false, value.IsSecret, value.Dependencies);
        }

        var seen = new OutputJson(value.IsSecret, value.Dependencies);
        try
        {
            var text = JsonSerializer.Serialize(value.Value, WithOutputs(seen, options));
            return seen._pending is { } pending
                ? Output<string>.Later(After(pending, value, options))
                : Output<string>.Of(
                    seen._seenUnknown ? "" : text,
                    !seen._seenUnknown,
                    value.IsSecret || seen._seenSecret,
                    Dependencies.Union(value.Dependencies, seen._seenDependencies));
        }
        catch (Exception e)
        {
            return Output<string>.Failed(e);
        }
    }

    private static async Task<Output<string>> After<T>(List<IOutput> pending, Output<T> value, JsonSerializerOptions? options)
    {
        foreach (var output in pending)
        {
            await output.Settled.ConfigureAwait(false);
        }

        return SerializeSettled(value, options);
    }

    private static JsonSerializerOptions WithOutputs(OutputJson converter, JsonSerializerOptions? options)
    {
        var all = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        all.Converters.Add(converter);
        return all;
    }

    private static Converter<TWrapper, T> Make<TWrapper, T>(OutputJson parent) => new(parent);

    private sealed class Converter<TWrapper, T>(OutputJson parent) : JsonConverter<TWrapper>
    {
        public override TWrapper? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var output = Output<T>.Of(
                JsonSerializer.Deserialize<T>(ref reader, options)!, isKnown: true, parent._isSecret, parent._dependencies);
            if (output is TWrapper same)
            {
                return same;
            }

            var convert = typeof(TWrapper).GetMethod("op_Implicit", BindingFlags.Public | BindingFlags.Static, [typeof(Output<T>)])!;
            return (TWrapper?)convert.Invoke(null, [output]);
        }

        public override void Write(Utf8JsonWriter writer, TWrapper value, JsonSerializerOptions options)
        {
            var output = value is IInput input ? input.ToOutput() : (IOutput)value!;
            if (output.IsPending)
            {
                (parent._pending ??= []).Add(output);
                writer.WriteNullValue();
                return;
            }

            var inner = (T)output.UntypedValue!;
            parent._seenDependencies = Dependencies.Union(parent._seenDependencies, output.Dependencies);
            if (!output.IsKnown)
            {
                parent._seenUnknown = true;
                writer.WriteNullValue();
                return;
            }

            parent._seenSecret |= output.IsSecret;
            JsonSerializer.Serialize(writer, inner, options);
        }
    }
}
