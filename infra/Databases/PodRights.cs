using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Databases;

/// <summary>The rights of the databases' pods: those that Pod Security's level <c>restricted</c> leaves.</summary>
internal static class PodRights
{
    /// <summary>A pod's.</summary>
    /// <param name="user">The user it runs as, and the group that its volumes belong to.</param>
    public static PodSecurityContextArgs Pod(int user) => new()
    {
        RunAsNonRoot = true,
        RunAsUser = user,
        FsGroup = user,
        // Without it every file of a large volume is visited at each start.
        FsGroupChangePolicy = "OnRootMismatch",
        SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
    };

    /// <summary>A container's.</summary>
    /// <param name="user">The user it runs as.</param>
    public static SecurityContextArgs Container(int user) => new()
    {
        AllowPrivilegeEscalation = false,
        Privileged = false,
        RunAsNonRoot = true,
        RunAsUser = user,
        Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
        SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
    };

    /// <summary>A container's that also writes nowhere but on its volumes.</summary>
    /// <param name="user">The user it runs as.</param>
    public static SecurityContextArgs Sealed(int user)
    {
        var rights = Container(user);
        rights.ReadOnlyRootFilesystem = true;
        return rights;
    }
}
