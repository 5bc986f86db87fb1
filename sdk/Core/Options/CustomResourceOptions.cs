namespace Pulumi;

/// <summary>Options of a custom resource's registration.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;
    private Dictionary<string, string>? _envVarMappings;

    /// <summary>Whether a replacement deletes the old resource first; by default the provider decides.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Names of secret outputs in addition to those that the provider marks.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    /// <summary>ID of an existing object to import.</summary>
    public string? ImportId { get; set; }

    /// <summary>Environment variables of the provider's process, by the name it reads and the name of the source variable.</summary>
    public Dictionary<string, string> EnvVarMappings
    {
        get => _envVarMappings ??= [];
        set => _envVarMappings = value;
    }

    /// <summary>
    /// Merges two sets of options into a new one: single values of the second replace those of the first, lists are joined.
    /// </summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        if (options1 is not null)
        {
            options1.CopyTo(merged);
            merged.DeleteBeforeReplace = options1.DeleteBeforeReplace;
            merged.ImportId = options1.ImportId;
            merged._additionalSecretOutputs = options1._additionalSecretOutputs is { } secrets ? [.. secrets] : null;
            merged._envVarMappings = options1._envVarMappings is { } mappings ? new(mappings) : null;
        }

        if (options2 is not null)
        {
            merged.Overlay(options2);
            merged.DeleteBeforeReplace = options2.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
            merged.ImportId = options2.ImportId ?? merged.ImportId;
            if (options2._additionalSecretOutputs is { Count: > 0 } secrets)
            {
                merged.AdditionalSecretOutputs.AddRange(secrets);
            }

            foreach (var (name, source) in options2._envVarMappings ?? [])
            {
                merged.EnvVarMappings[name] = source;
            }
        }

        return merged;
    }
}
