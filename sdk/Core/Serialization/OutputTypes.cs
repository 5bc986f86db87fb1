using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>Validates the types of outputs and converts plain values of a state to them.</summary>
internal static class OutputTypes
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo ArrayMethod = Method(nameof(ToArray));
    private static readonly MethodInfo MapMethod = Method(nameof(ToMap));
    private static readonly MethodInfo OutputMethod = Method(nameof(ToOutput));
    private static readonly ConcurrentDictionary<Type, ObjectShape?> Shapes = new();
    private static readonly ConcurrentDictionary<Type, bool> Checked = new();

    /// <summary>Throws <see cref="InvalidOperationException"/> when a value is not of a type that an output may have.</summary>
    internal static void CheckValues(ImmutableDictionary<string, object?> dictionary)
    {
        foreach (var (_, value) in dictionary)
        {
            if (value is not null)
            {
                var type = value.GetType();
                Check(nameof(dictionary), value is IOutput ? type.GenericTypeArguments[0] : type);
            }
        }
    }

    /// <summary>Throws <see cref="InvalidOperationException"/> when an output may not have the type.</summary>
    internal static void Check(string context, Type type)
    {
        if (!Checked.ContainsKey(type))
        {
            Check(context, type, []);
            Checked.TryAdd(type, true);
        }
    }

    /// <summary>
    /// Converts a plain value to the type. A value that does not fit becomes the type's default value, with a warning in the run's log, as
    /// in the official SDK.
    /// </summary>
    internal static object? Convert(object? plain, Type type)
    {
        var converted = TryConvert(plain, type, out var error);
        if (error is not null)
        {
            Deployment.Current?.Warn(error);
        }

        return converted ?? Default(type);
    }

    private static MethodInfo Method(string name) => typeof(OutputTypes).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static object? Default(Type type)
        => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

    private static object? TryConvert(object? plain, Type type, out string? error)
    {
        error = null;
        if (plain is null)
        {
            return Default(type);
        }

        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsInstanceOfType(plain))
        {
            return plain;
        }

        if (target == typeof(int) && plain is double number)
        {
            return (int)number;
        }

        if (target == typeof(JsonElement))
        {
            return ToJson(plain);
        }

        if (target.IsEnum)
        {
            var underlying = TryConvert(plain, target.GetEnumUnderlyingType(), out error);
            return error is null && underlying is not null ? Enum.ToObject(target, underlying) : null;
        }

        if (target.IsConstructedGenericType)
        {
            return TryConvertGeneric(plain, target, out error);
        }

        if (target.IsValueType && target.IsDefined(typeof(EnumTypeAttribute), inherit: false))
        {
            var constructor = target.GetConstructor(Instance, [plain.GetType()]);
            error = constructor is null ? Mismatch(target, plain) : null;
            return constructor?.Invoke([plain]);
        }

        if (Shapes.GetOrAdd(target, ObjectShape.Of) is not { } shape || plain is not ImmutableDictionary<string, object> map)
        {
            error = Mismatch(target, plain);
            return null;
        }

        return shape.Build(map);
    }

    private static object? TryConvertGeneric(object plain, Type target, out string? error)
    {
        error = null;
        var definition = target.GetGenericTypeDefinition();
        var arguments = target.GenericTypeArguments;
        if (definition == typeof(Union<,>))
        {
            return TryConvertUnion(plain, target, out error);
        }

        if (definition == typeof(ImmutableArray<>) && plain is ImmutableArray<object>)
        {
            return ArrayMethod.MakeGenericMethod(arguments).Invoke(null, [plain]);
        }

        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string) && plain is ImmutableDictionary<string, object>)
        {
            return MapMethod.MakeGenericMethod(arguments[1]).Invoke(null, [plain]);
        }

        if (definition == typeof(Output<>))
        {
            return OutputMethod.MakeGenericMethod(arguments).Invoke(null, [plain]);
        }

        error = Mismatch(target, plain);
        return null;
    }

    private static object? TryConvertUnion(object plain, Type union, out string? error)
    {
        var cases = union.GenericTypeArguments;
        for (var i = 0; i < cases.Length; i++)
        {
            var value = TryConvert(plain, cases[i], out error);
            if (error is null)
            {
                return union.GetMethod(i == 0 ? nameof(Union<int, int>.FromT0) : nameof(Union<int, int>.FromT1))!.Invoke(null, [value]);
            }
        }

        error = Mismatch(union, plain);
        return null;
    }

    private static string Mismatch(Type target, object plain) => $"Expected {target.FullName} but got {plain.GetType().FullName}";

    private static ImmutableArray<T> ToArray<T>(ImmutableArray<object> plain)
    {
        var converted = ImmutableArray.CreateBuilder<T>(plain.Length);
        foreach (var item in plain)
        {
            converted.Add((T)Convert(item, typeof(T))!);
        }

        return converted.MoveToImmutable();
    }

    private static ImmutableDictionary<string, T> ToMap<T>(ImmutableDictionary<string, object> plain)
    {
        var converted = ImmutableDictionary.CreateBuilder<string, T>();
        foreach (var (key, item) in plain)
        {
            converted.Add(key, (T)Convert(item, typeof(T))!);
        }

        return converted.ToImmutable();
    }

    private static Output<T> ToOutput<T>(object plain) => Output<T>.Known((T)Convert(plain, typeof(T))!);

    private static JsonElement ToJson(object plain)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, plain);
        }

        stream.Position = 0;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, object? plain)
    {
        switch (plain)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case ImmutableArray<object> list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ImmutableDictionary<string, object> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void Check(string context, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || IsSimple(type))
        {
            return;
        }

        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute), inherit: false))
        {
            CheckEnumStruct(type);
        }
        else if (type.IsConstructedGenericType)
        {
            CheckGeneric(context, type, seen);
        }
        else
        {
            CheckOutputType(context, type, seen);
        }
    }

    private static bool IsSimple(Type type)
        => type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(string) || type == typeof(object)
            || type == typeof(Asset) || type == typeof(Archive) || type == typeof(AssetOrArchive) || type == typeof(JsonElement)
            || typeof(Resource).IsAssignableFrom(type)
            || (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int));

    private static void CheckEnumStruct(Type type)
    {
        foreach (var underlying in new[] { typeof(string), typeof(double) })
        {
            if (type.GetConstructor(Instance, [underlying]) is null)
            {
                continue;
            }

            if (type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type])?.ReturnType != underlying)
            {
                throw new InvalidOperationException($"{type.FullName} had [{nameof(EnumTypeAttribute)}], but did not contain an "
                    + $"explicit conversion operator to {underlying.FullName}.");
            }

            return;
        }

        throw new InvalidOperationException($"{type.FullName} had [{nameof(EnumTypeAttribute)}], but did not contain constructor with "
            + "a single String or Double parameter.");
    }

    private static void CheckGeneric(string context, Type type, HashSet<Type> seen)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(ImmutableDictionary<,>))
        {
            if (arguments[0] != typeof(string))
            {
                throw new InvalidOperationException(
                    $"{context} contains invalid type {type.FullName}:\n    The only allowed ImmutableDictionary 'TKey' type is 'String'.");
            }

            Check(context, arguments[1], seen);
        }
        else if (definition == typeof(Nullable<>) || definition == typeof(Union<,>) || definition == typeof(ImmutableArray<>)
            || definition == typeof(Output<>))
        {
            Array.ForEach(arguments, argument => Check(context, argument, seen));
        }
        else
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}:\n    The only generic types allowed are ImmutableArray<...> and "
                    + "ImmutableDictionary<string, ...>");
        }
    }

    private static void CheckOutputType(string context, Type type, HashSet<Type> seen)
    {
        if (!type.IsDefined(typeof(OutputTypeAttribute), inherit: true))
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}. Allowed types are:\n    String, Boolean, Int32, Double,\n"
                + "    Nullable<...>, ImmutableArray<...> and ImmutableDictionary<string, ...> or\n    a class explicitly marked "
                    + $"with the [{nameof(OutputTypeAttribute)}].");
        }

        var constructor = ObjectShape.ConstructorOf(type)
            ?? throw new InvalidOperationException($"{type.FullName} had [{nameof(OutputTypeAttribute)}], but did not contain "
                + $"constructor marked with [{nameof(OutputConstructorAttribute)}].");
        foreach (var parameter in constructor.GetParameters())
        {
            Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
        }
    }

    /// <summary>Constructor of an [OutputType] class and the wire names of its parameters.</summary>
    private sealed class ObjectShape
    {
        private readonly ConstructorInfo _constructor;
        private readonly string[] _names;
        private readonly Type[] _types;

        private ObjectShape(ConstructorInfo constructor)
        {
            _constructor = constructor;
            var parameters = constructor.GetParameters();
            _names = Array.ConvertAll(
                parameters, parameter => parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!);
            _types = Array.ConvertAll(parameters, parameter => parameter.ParameterType);
        }

        internal static ObjectShape? Of(Type type)
            => type.IsDefined(typeof(OutputTypeAttribute), inherit: true) && ConstructorOf(type) is { } constructor
                ? new ObjectShape(constructor)
                : null;

        internal static ConstructorInfo? ConstructorOf(Type type)
        {
            var constructors = type.GetConstructors(Instance);
            return Array.Find(constructors, constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)))
                ?? (Array.FindAll(constructors, constructor => constructor.IsPublic) is [var only] ? only : null);
        }

        internal object Build(ImmutableDictionary<string, object> map)
        {
            var arguments = new object?[_names.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = Convert(map.GetValueOrDefault(_names[i]), _types[i]);
            }

            return _constructor.Invoke(arguments);
        }
    }
}
