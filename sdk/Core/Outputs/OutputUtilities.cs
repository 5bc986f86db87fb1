using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Pulumi.Utilities;

/// <summary>Reads the content of outputs; for tests.</summary>
public static class OutputUtilities
{
    private static readonly Task<bool> Yes = Task.FromResult(true);
    private static readonly Task<bool> No = Task.FromResult(false);
    private static readonly Task<ImmutableHashSet<Resource>> NoResources = Task.FromResult(ImmutableHashSet<Resource>.Empty);

    /// <summary>An output that is not known.</summary>
    public static Output<T> CreateUnknown<T>(T value) => Output<T>.Unknown(value);

    /// <summary>An output that is not known; the factory is never called.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => Output<T>.Unknown(default!).Apply(_ => valueFactory());

    /// <summary>The same output with an additional dependency on the resource.</summary>
    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(resource);
        return output.WhenSettled(settled => settled.With(settled.IsSecret, Dependencies.Union(settled.Dependencies, resource)));
    }

    /// <summary>Whether the value is known, once settled.</summary>
    public static Task<bool> GetIsKnownAsync<T>(Output<T> output) => output.IsPending || output.Failure is not null
        ? WhenSettled(output, static settled => settled.IsKnown)
        : output.IsKnown ? Yes : No;

    /// <summary>The value, once settled; the type's default value when it is unknown.</summary>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(default!);

    /// <summary>The resources that the value comes from.</summary>
    public static Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output)
        => output.IsPending || output.Failure is not null
        ? WhenSettled(output, static settled => Dependencies.ToSet(settled.Dependencies))
        : output.Dependencies is null ? NoResources : Task.FromResult(Dependencies.ToSet(output.Dependencies));

    /// <summary>Whether the value is secret, once settled.</summary>
    internal static Task<bool> GetIsSecretAsync<T>(Output<T> output) => output.IsPending || output.Failure is not null
        ? WhenSettled(output, static settled => settled.IsSecret)
        : output.IsSecret ? Yes : No;

    // Uses the interface, so that one state machine serves all types of output: each one would be compiled in a cold process.
    private static async Task<TResult> WhenSettled<TResult>(IOutput output, Func<IOutput, TResult> look)
    {
        await output.Settled.ConfigureAwait(false);
        if (output.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return look(output);
    }
}
