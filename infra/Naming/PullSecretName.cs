namespace Infra.Naming;

/// <summary>Name of the secret with the credentials of a private registry.</summary>
public static class PullSecretName
{
    /// <summary>The name; the same in every namespace.</summary>
    /// <param name="registry">The registry's host.</param>
    public static string Of(string registry) => PhysicalName.Kubernetes("registry", registry);
}
