namespace Pulumi;

/// <summary>What a managed resource's registration says besides its inputs.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;
    private Dictionary<string, string>? _envVarMappings;

    /// <summary>Whether a replacement deletes the old one first; the provider decides by default.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are secrets besides those the provider marks.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    /// <summary>The id of an existing thing to adopt.</summary>
    public string? ImportId { get; set; }

    /// <summary>Environment variables of the provider's process, by the name it reads and the name they are taken from.</summary>
    public Dictionary<string, string> EnvVarMappings
    {
        get => _envVarMappings ??= [];
        set => _envVarMappings = value;
    }

    /// <summary>New options: the second laid over the first; single values replace, lists are added.</summary>
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
