using Infra.Model;
using Infra.Naming;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>
/// An image without a registry, on the nodes. Its archive is copied over SSH to each node while the node is installed, verified there,
/// and imported into containerd as soon as the node is up. Both commands are keyed on the archive's checksum and the host's id: a new
/// archive is copied to every node, a recreated node alone gets the archive again.
/// </summary>
public sealed class ImageImport : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:ImageImport";

    /// <summary>
    /// Destination of the copy: on disk (Debian's <c>/tmp</c> is in memory) and writable for every SSH user; images.sh moves the archive
    /// away.
    /// </summary>
    private const string Arrival = "/var/tmp/infra-image-";

    /// <summary>Minutes that the copy of an archive may take, and its import.</summary>
    private const int TransferMinutes = 40;

    private readonly ImageImportArgs _args;
    private readonly string _key;
    private readonly string _sum;

    /// <summary>The commands after which the image is on every node; pods with the image depend on them.</summary>
    public IReadOnlyList<Resource> Imported { get; }

    /// <summary>Copies and imports the image.</summary>
    public ImageImport(string name, ImageImportArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        _args = args;
        _key = PhysicalName.Kubernetes(args.Image.Name);
        // Empty only in a preview: `pulumi up` requires it first.
        _sum = args.Image.ArchiveSha256 ?? "";
        var imported = new List<Resource>(args.Nodes.Count);
        foreach (var node in args.Nodes)
        {
            imported.Add(Import(name, node, Copy(name, node)));
        }

        Imported = imported;
        RegisterOutputs();
    }

    /// <summary>The component's name for an image.</summary>
    public static string NameOf(ImageSpec image) => PhysicalName.Kubernetes("image", image.Name);

    /// <summary>Logical name of the copy to a node.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="node">The node.</param>
    internal static string CopyName(string name, NodeSpec node) => $"{name}-to-{node.Name}";

    /// <summary>Logical name of the import on a node.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="node">The node.</param>
    internal static string ImportName(string name, NodeSpec node) => $"{name}-on-{node.Name}";

    private Remote.CopyToRemote Copy(string name, ClusterNode node) => new(
        CopyName(name, node.Host.Node),
        new()
        {
            Connection = node.Host.Connection,
            Source = new FileAsset(Path.Combine(_args.Root, _args.Image.Archive!)),
            RemotePath = Arrival + _key,
            Triggers = new object[] { node.Host.HostId, _sum },
        },
        new()
        {
            Parent = this,
            DependsOn = node.Host.Ready.ToArray(),
            CustomTimeouts = new() { Create = TimeSpan.FromMinutes(TransferMinutes), Update = TimeSpan.FromMinutes(TransferMinutes) },
        });

    private Remote.Command Import(string name, ClusterNode node, Resource copied) => NodeCommand.Create(
        ImportName(name, node.Host.Node),
        new()
        {
            Host = Output.Create(node.Host.Ssh),
            Step = "images",
            Script = Output.Create(NodeStep.Compose("images", node.Host.Node.Name, new Dictionary<string, string>
            {
                ["IMAGE"] = ImageReference.Parse(_args.Image.Name).FullName,
                ["IMAGE_KEY"] = _key,
                ["ARCHIVE"] = Arrival + _key,
                ["ARCHIVE_SHA256"] = _sum,
                ["DIGEST"] = _args.Image.Digest ?? "",
            })),
            Triggers = [node.Host.HostId, _sum],
            After = [copied, node.Started],
            Minutes = TransferMinutes,
        },
        this);
}
