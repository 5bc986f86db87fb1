namespace Infra.Model;

/// <summary>A component of Kubernetes that k3s starts.</summary>
public enum KubernetesComponent
{
    /// <summary>The agent of a node.</summary>
    Kubelet,

    /// <summary>The API server.</summary>
    ApiServer,

    /// <summary>The controller manager.</summary>
    ControllerManager,
}
