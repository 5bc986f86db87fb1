namespace Infra.Model;

/// <summary>A name of a declared secret.</summary>
public sealed class SecretNameAttribute() : RefersToAttribute("secret", "secrets")
{
    /// <inheritdoc/>
    public override string Advice => "declare it under secrets with its purpose; ";
}
