using Infra.Model;
using Infra.Naming;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>
/// The comparison of an imported image on a node with the described one, before pods start from it. An image of the same name that somebody
/// imported by hand, or a removed one, is found here; the import itself runs again for another archive alone.
/// </summary>
public static class ImageCheck
{
    /// <summary>The step, a script's name without its ending.</summary>
    public const string StepName = "image-check";

    /// <summary>Minutes that the check may take.</summary>
    private const int Minutes = 10;

    /// <summary>Creates the command.</summary>
    /// <param name="name">Its logical name.</param>
    /// <param name="image">The image, an imported one.</param>
    /// <param name="node">The node.</param>
    /// <param name="pods">Digest of the pods that start from the image: other pods make the check run again.</param>
    /// <param name="after">The commands that import the image.</param>
    /// <param name="parent">The component that creates it.</param>
    public static Remote.Command Create(
        string name, ImageSpec image, ClusterNode node, string pods, IReadOnlyList<Resource> after, ComponentResource parent)
    {
        // Empty only in a preview: `pulumi up` requires it first.
        var sum = image.ArchiveSha256 ?? "";
        return NodeCommand.Create(
            name,
            new()
            {
                Host = Output.Create(node.Host.Ssh),
                Step = StepName,
                Script = Output.Create(NodeStep.Compose(StepName, node.Host.Node.Name, new Dictionary<string, string>
                {
                    ["IMAGE"] = ImageReference.Parse(image.Name).FullName,
                    ["IMAGE_KEY"] = PhysicalName.Kubernetes(image.Name),
                    ["ARCHIVE_SHA256"] = sum,
                    ["DIGEST"] = image.Digest ?? "",
                    ["COPY_NAME"] = ImageImport.CopyName(ImageImport.NameOf(image), node.Host.Node),
                    ["IMPORT_NAME"] = ImageImport.ImportName(ImageImport.NameOf(image), node.Host.Node),
                })),
                Triggers = [node.Host.HostId, sum, pods],
                After = after,
                Minutes = Minutes,
            },
            parent);
    }
}
