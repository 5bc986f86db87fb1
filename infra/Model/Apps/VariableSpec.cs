namespace Infra.Model;

/// <summary>An environment variable: a value in plain text, or a reference.</summary>
[ExactlyOneOf(nameof(Value), nameof(Secret), nameof(Database))]
public sealed record VariableSpec : INamed
{
    /// <summary>Name of the variable.</summary>
    [VariableName]
    public required string Name { get; init; }

    /// <summary>Value in plain text; not for secrets. Only <c>$(host:NAME)</c> and <c>$(app:NAME)</c> in it are replaced.</summary>
    [FreeText]
    public string? Value { get; init; }

    /// <summary>Name of the declared secret that holds the value.</summary>
    [SecretName]
    public string? Secret { get; init; }

    /// <summary>
    /// Property of a database that the app uses, as <c>server/database/property</c>; property is host, port, name, user, password or url.
    /// </summary>
    public DatabaseReference? Database { get; init; }
}
