namespace Infra.Model.Validation;

/// <summary>Rules of images that are imported to nodes.</summary>
public static class ImageRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var image in context.Spec.Images.Where(image => image.Delivery == ImageDelivery.Import))
        {
            if (context.OwnsCluster && image.NodesIn(context.Spec.Cluster).Count == 0)
            {
                context.Error(
                    image,
                    "nodeLabels",
                    "no node has these labels, so the image is imported nowhere",
                    "write labels of cluster.nodes, or none for all nodes");
            }

            foreach (var app in context.AppsOnCluster.Where(app => app.PullPolicy != PullPolicy.Never && Uses(app, image.Name)))
            {
                context.Error(
                    app,
                    "pullPolicy",
                    $"'{image.Name}' may be pulled, and is imported and in no registry",
                    "set pullPolicy: Never, so that a missing image fails at once and nobody else's image of that name runs");
            }
        }
    }

    private static bool Uses(AppSpec app, string image) =>
        app.Image == image || app.BlueGreen.BlueImage == image || app.BlueGreen.GreenImage == image;
}
