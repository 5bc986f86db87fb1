namespace Pulumi;

/// <summary>Options of a component's registration.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    /// <summary>The providers for the children, one a package. Excludes <see cref="ResourceOptions.Provider"/>.</summary>
    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    internal List<ProviderResource>? ProvidersIfAny => _providers is null or { Count: 0 } ? null : _providers;

    /// <summary>
    /// Merges two sets of options into a new one: single values of the second replace those of the first, lists are joined, and of the
    /// providers for one package the last is kept.
    /// </summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        options1?.CopyTo(merged);
        if (options2 is not null)
        {
            merged.Overlay(options2);
        }

        merged._providers = LastOfEachPackage([.. options1?._providers ?? [], .. options2?._providers ?? []]);
        return merged;
    }

    private static List<ProviderResource> LastOfEachPackage(List<ProviderResource> providers)
    {
        var last = new List<ProviderResource>();
        for (var i = providers.Count - 1; i >= 0; i--)
        {
            var provider = providers[i];
            if (!last.Exists(taken => taken.PackageName == provider.PackageName))
            {
                last.Add(provider);
            }
        }

        last.Reverse();
        return last;
    }
}
