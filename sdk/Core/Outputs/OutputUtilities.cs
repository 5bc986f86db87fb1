using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks inside outputs; for tests.</summary>
public static class OutputUtilities
{
    /// <summary>An output that is not known.</summary>
    public static Output<T> CreateUnknown<T>(T value) => Output<T>.Unknown(value);

    /// <summary>An output that is not known; the factory never runs.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => Output<T>.Unknown(default!).Apply(_ => valueFactory());

    /// <summary>The same output, depending on the resource as well.</summary>
    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(resource);
        return output.WhenSettled(settled => settled.With(settled.IsSecret, Dependencies.Union(settled.Dependencies, resource)));
    }

    /// <summary>Whether the value is known, once it is there.</summary>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output)
    {
        await output.Settled;
        return output.Failure is null ? output.IsKnown : throw output.Failure;
    }

    /// <summary>The value, once it is there; the type's default value when it is unknown.</summary>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(default!);

    /// <summary>The resources that the value comes from.</summary>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output)
    {
        await output.Settled;
        return output.Failure is null ? Dependencies.ToSet(output.Dependencies) : throw output.Failure;
    }
}
