using Infra.Model;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pods;

/// <summary>
/// Security contexts of this program's pods, which conform to the Pod Security level <c>restricted</c> where nothing else is described.
/// </summary>
internal static class PodRights
{
    /// <summary>A user id that no image defines, for jobs whose files are all on volumes.</summary>
    public const int Stranger = 10001;

    /// <summary>The security context of a pod.</summary>
    /// <param name="user">The user id, and the group id of the volumes.</param>
    public static PodSecurityContextArgs Pod(int user)
    {
        var rights = new PodSecurityContextArgs
        {
            RunAsNonRoot = true,
            RunAsUser = user,
            FsGroup = user,
            // Otherwise every start visits every file of a large volume.
            FsGroupChangePolicy = "OnRootMismatch",
            SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
        };
        if (user == Stranger)
        {
            // A user that the image does not define would get the group of root.
            rights.RunAsGroup = user;
        }

        return rights;
    }

    /// <summary>The security context of an app's pod.</summary>
    /// <param name="described">The described rights.</param>
    public static PodSecurityContextArgs Pod(AppSecuritySpec described)
    {
        var group = described.Group ?? described.User;
        var rights = Pod(described.User);
        (rights.RunAsNonRoot, rights.RunAsGroup, rights.FsGroup) = (described.User != 0, group, group);
        if (described is { User: 0, Group: null })
        {
            // Root reads and writes every file anyway. A group would open files to it that their programs want closed.
            (rights.FsGroup, rights.FsGroupChangePolicy) = (null, null);
        }

        return rights;
    }

    /// <summary>The security context of a container.</summary>
    /// <param name="user">The user id.</param>
    public static SecurityContextArgs Container(int user) => new()
    {
        AllowPrivilegeEscalation = false,
        Privileged = false,
        RunAsNonRoot = true,
        RunAsUser = user,
        Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
        SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
    };

    /// <summary>The security context of an app's container.</summary>
    /// <param name="described">The described rights.</param>
    public static SecurityContextArgs Container(AppSecuritySpec described)
    {
        var capabilities = new CapabilitiesArgs { Drop = { "ALL" } };
        foreach (var capability in described.Capabilities)
        {
            capabilities.Add.Add(capability);
        }

        var rights = Container(described.User);
        rights.AllowPrivilegeEscalation = described.Escalation;
        rights.RunAsNonRoot = described.User != 0;
        rights.ReadOnlyRootFilesystem = described.ReadOnlyRoot;
        rights.Capabilities = capabilities;
        return rights;
    }

    /// <summary>The security context of a container that writes to its volumes only.</summary>
    /// <param name="user">The user id.</param>
    public static SecurityContextArgs Sealed(int user)
    {
        var rights = Container(user);
        rights.ReadOnlyRootFilesystem = true;
        return rights;
    }
}
