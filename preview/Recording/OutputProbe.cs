using System.Collections.Immutable;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// Reads from an output or input of any type the properties that only its generic methods expose: value, secrecy, dependencies and whether
/// it is known.
/// </summary>
internal abstract class OutputProbe
{
    private static readonly Dictionary<Type, OutputProbe?> ByType = [];

    /// <summary>Reads an output or input after the run, when its value is available.</summary>
    /// <param name="output">The output or input.</param>
    /// <param name="leavesToo">Whether values without nested values are also read; a cold process then compiles more code.</param>
    public abstract OutputReading Read(object output, bool leavesToo);

    /// <summary>The probe for a value of a type; null when the type is neither an output nor an input.</summary>
    public static OutputProbe? For(Type type)
    {
        lock (ByType)
        {
            if (!ByType.TryGetValue(type, out var probe))
            {
                ByType.Add(type, probe = ElementOf(type) is { } element ? Make(element) : null);
            }
            return probe;
        }
    }

    private static Type? ElementOf(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            if (at.IsGenericType)
            {
                var definition = at.GetGenericTypeDefinition();
                if (definition == typeof(Output<>) || definition == typeof(Input<>))
                {
                    return at.GetGenericArguments()[0];
                }
            }
        }
        return null;
    }

    /// <summary>Creates a probe. Common types are named explicitly, so that their code is compiled ahead of time.</summary>
    private static OutputProbe Make(Type element)
    {
        if (element == typeof(string))
        {
            return new OutputProbe<string>();
        }
        if (element == typeof(bool))
        {
            return new OutputProbe<bool>();
        }
        if (element == typeof(int))
        {
            return new OutputProbe<int>();
        }
        if (element == typeof(double))
        {
            return new OutputProbe<double>();
        }
        if (element == typeof(Pulumi.Command.Remote.Logging))
        {
            return new OutputProbe<Pulumi.Command.Remote.Logging>();
        }
        if (element == typeof(ImmutableArray<string>))
        {
            return new OutputProbe<ImmutableArray<string>>();
        }
        return (OutputProbe)Activator.CreateInstance(typeof(OutputProbe<>).MakeGenericType(element))!;
    }
}
