namespace Pulumi;

/// <summary>Options and arguments that the resource classes of every package add to the given ones.</summary>
internal static class ResourceDefaults
{
    /// <summary>The package's own options, overlaid by the caller's.</summary>
    /// <param name="version">The version of the package.</param>
    /// <param name="options">The caller's options.</param>
    /// <param name="id">The id to read; empty for a resource that is created. Either wins over an id in the options.</param>
    /// <param name="aliases">Older type tokens of the resource.</param>
    /// <param name="secretOutputs">Outputs that are always secret.</param>
    /// <param name="replaceOnChanges">Paths whose change replaces the resource.</param>
    internal static CustomResourceOptions Merge(
        string version, CustomResourceOptions? options, Input<string>? id,
        string[]? aliases = null, string[]? secretOutputs = null, string[]? replaceOnChanges = null)
    {
        var defaults = new CustomResourceOptions { Version = version };
        foreach (var alias in aliases ?? [])
        {
            defaults.Aliases.Add(new Alias { Type = alias });
        }

        defaults.AdditionalSecretOutputs.AddRange(secretOutputs ?? []);
        defaults.ReplaceOnChanges.AddRange(replaceOnChanges ?? []);
        var merged = CustomResourceOptions.Merge(defaults, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }

    /// <inheritdoc cref="Merge(string, CustomResourceOptions?, Input{string}?, string[], string[], string[])"/>
    internal static ComponentResourceOptions Merge(string version, ComponentResourceOptions? options, Input<string>? id)
    {
        var merged = ComponentResourceOptions.Merge(new ComponentResourceOptions { Version = version }, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }

    /// <summary>The value as a secret. Null becomes a secret without a value, as in the official setters.</summary>
    internal static Input<T> Secret<T>(Input<T>? value) => Output.CreateSecret(0).Apply(_ => value);

    /// <summary>The map as one secret: its entries are no longer separate inputs.</summary>
    internal static InputMap<T> Secret<T>(InputMap<T> value) => Output.CreateSecret(value.AsOutput());
}
