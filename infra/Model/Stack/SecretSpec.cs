namespace Infra.Model;

/// <summary>A secret that the system needs. Only its name and purpose are in the repository.</summary>
[RequiredWhen(nameof(Of), nameof(Form), nameof(SecretForm.Htpasswd), nameof(SecretForm.Certificate))]
[RequiredWhen(nameof(User), nameof(Form), nameof(SecretForm.Htpasswd))]
[OnlyWhen(nameof(Form), nameof(Generated), "True")]
[OnlyWhen(nameof(User), nameof(Form), nameof(SecretForm.Htpasswd))]
public sealed record SecretSpec : INamed
{
    /// <summary>
    /// Name that other settings use to refer to the secret. Its config key is <c>infra:&lt;name&gt;</c>, or <see cref="Key"/>.
    /// </summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Full config key, if it is not <c>infra:&lt;name&gt;</c>, e.g. <c>hcloud:token</c>.</summary>
    [ConfigKey]
    public string? Key { get; init; }

    /// <summary>Purpose of the secret, and where the operator gets its value.</summary>
    [FreeText]
    public required string Purpose { get; init; }

    /// <summary>
    /// Whether the program generates a random value of letters and digits, so that nobody has to set one. Defaults to false. Possible for
    /// values that only apps and databases of this stack know; a value that something outside already uses is set instead.
    /// </summary>
    public bool Generated { get; init; }

    /// <summary>
    /// Exact number of characters of the value; null (default) for any number, and 32 where it is generated. Changing it generates another
    /// value.
    /// </summary>
    [Range(8, 1024)]
    public int? Length { get; init; }

    /// <summary>
    /// Whether the value has lower-case hexadecimal digits only. Defaults to false. Changing it generates another value.
    /// </summary>
    public bool Hexadecimal { get; init; }

    /// <summary>Characters that the value must not contain. Defaults to none.</summary>
    [FreeText]
    public string Without { get; init; } = "";

    /// <summary>
    /// Form of a generated value; null (default) for <see cref="SecretForm.Password"/>. Changing it generates another value.
    /// </summary>
    public SecretForm? Form { get; init; }

    /// <summary>Generated secret that this one is made of: the password of an htpasswd line, the private key of a certificate.</summary>
    [SecretName]
    public string? Of { get; init; }

    /// <summary>User of an htpasswd line.</summary>
    [UserName]
    public string? User { get; init; }

    /// <summary>Number of characters of a generated value.</summary>
    internal int GeneratedLength => Length ?? 32;

    /// <summary>Fault of a value that was set, without the value itself; null for none.</summary>
    /// <param name="value">The value.</param>
    public string? FaultOf(string value)
    {
        if (Length is { } length && value.Length != length)
        {
            return $"has {value.Length} characters instead of {length}";
        }

        if (Hexadecimal && !value.All(char.IsAsciiHexDigitLower))
        {
            return "has other characters than the hexadecimal digits 0 to 9 and a to f";
        }

        return Without.Length > 0 && value.AsSpan().ContainsAny(Without) ? $"contains one of the characters {Without}" : null;
    }
}
