using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pods;

/// <summary>The rights of a pod of this program: those that Pod Security's level <c>restricted</c> leaves.</summary>
internal static class PodRights
{
    /// <summary>A user that no image knows: for jobs whose files are all on volumes.</summary>
    public const int Stranger = 10001;

    /// <summary>A pod's.</summary>
    /// <param name="user">The user it runs as, and the group that its volumes belong to.</param>
    public static PodSecurityContextArgs Pod(int user)
    {
        var rights = new PodSecurityContextArgs
        {
            RunAsNonRoot = true,
            RunAsUser = user,
            FsGroup = user,
            // Without it every file of a large volume is visited at each start.
            FsGroupChangePolicy = "OnRootMismatch",
            SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
        };
        if (user == Stranger)
        {
            // The group of a user that the image does not know would be root's.
            rights.RunAsGroup = user;
        }

        return rights;
    }

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
