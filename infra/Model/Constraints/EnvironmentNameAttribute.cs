namespace Infra.Model;

/// <summary>A name of an environment of the system: the middle part of <c>env.&lt;name&gt;.yaml</c>.</summary>
public sealed class EnvironmentNameAttribute() : RefersToAttribute("environment", Environments)
{
    /// <summary>Placeholder for the environments' files among the paths.</summary>
    public const string Environments = "environments";
}
