namespace Pulumi;

/// <summary>What a component's registration says besides its inputs.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    /// <summary>The providers for the children, one a package. Not together with <see cref="ResourceOptions.Provider"/>.</summary>
    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    internal List<ProviderResource>? ProvidersIfAny => _providers is null or { Count: 0 } ? null : _providers;

    /// <summary>New options: the second laid over the first; single values replace, lists are added, and of the providers for one package the last stays.</summary>
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
