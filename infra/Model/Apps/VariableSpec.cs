namespace Infra.Model;

/// <summary>An environment variable: a value in plain text, or a reference.</summary>
[ExactlyOneOf(nameof(Value), nameof(Secret), nameof(Database))]
public sealed record VariableSpec : INamed
{
    /// <summary>The variable's name.</summary>
    [VariableName]
    public required string Name { get; init; }

    /// <summary>The value, when it is no secret.</summary>
    [FreeText]
    public string? Value { get; init; }

    /// <summary>Name of the declared secret that is the value.</summary>
    [SecretName]
    public string? Secret { get; init; }

    /// <summary>Property of a database the app uses, as <c>server/database/property</c>; property is host, port, name, user, password or url.</summary>
    public DatabaseReference? Database { get; init; }
}
