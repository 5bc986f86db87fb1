namespace Infra.Model;

/// <summary>A setting that is read only beside another one.</summary>
/// <param name="property">The setting.</param>
/// <param name="other">The other setting.</param>
public sealed class OnlyWithAttribute(string property, string other) : RecordConstraintAttribute(property)
{
    /// <summary>The other setting.</summary>
    public string Other { get; } = other;

    /// <inheritdoc/>
    public override string Words => $"Only with `{Key(Other)}`.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) => IsGiven(read(Property!)) && !IsGiven(read(Other))
        ? new(Property, $"nothing reads it without {Key(Other)}", $"set {Key(Other)}, or remove {Key(Property!)}")
        : null;
}
