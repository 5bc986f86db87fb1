namespace Infra.Model;

/// <summary>A configuration file of an app: a text, or the value of a secret.</summary>
[ExactlyOneOf(nameof(Content), nameof(Secret))]
public sealed record AppFileSpec : INamed
{
    /// <summary>Name of the file among those of the app.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Path in the container, with the file's name.</summary>
    [AbsolutePath]
    public required string Path { get; init; }

    /// <summary>The file's text; not for secrets.</summary>
    [FreeText]
    public string? Content { get; init; }

    /// <summary>Name of the declared secret that is the file's content.</summary>
    [SecretName]
    public string? Secret { get; init; }

    /// <summary>Text before the value of <see cref="Secret"/>. Defaults to none.</summary>
    [FreeText]
    public string Before { get; init; } = "";

    /// <summary>Text after the value of <see cref="Secret"/>. Defaults to none.</summary>
    [FreeText]
    public string After { get; init; } = "";
}
