namespace Infra.Model.Validation;

/// <summary>Images and charts are pinned; an image that is imported says what and where to.</summary>
public static class ImageRules
{
    private const string DigestPrefix = "sha256:";

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        foreach (var app in spec.Apps)
        {
            CheckApp(context, app);
        }

        foreach (var server in spec.Databases.Servers())
        {
            CheckImage(context, server, "image", server.Image);
        }

        foreach (var dump in spec.Databases.Dumps)
        {
            CheckImage(context, dump, "image", dump.Image);
            CheckImage(context, dump, "tools", dump.Tools);
        }

        foreach (var image in spec.Images)
        {
            CheckImage(context, image, "name", image.Name);
            CheckDelivery(context, image);
        }
    }

    /// <summary>Whether a chart version is one version rather than a range.</summary>
    public static bool IsPinnedVersion(string version)
    {
        var digits = false;
        foreach (var character in version)
        {
            digits |= char.IsAsciiDigit(character);
            if (character is '*' or '^' or '~' or '>' or '<' or '=' or ' ' or '|')
            {
                return false;
            }
        }

        return digits && !version.EndsWith(".x", StringComparison.Ordinal);
    }

    private static void CheckApp(ValidationContext context, AppSpec app)
    {
        CheckImage(context, app, "image", app.Image);
        CheckImage(context, app.BlueGreen, "blueImage", app.BlueGreen.BlueImage);
        CheckImage(context, app.BlueGreen, "greenImage", app.BlueGreen.GreenImage);
        if (app.Discourse is { } discourse)
        {
            CheckImage(context, discourse, "socatImage", discourse.SocatImage);
        }

        foreach (var job in app.InitJobs)
        {
            CheckImage(context, job, "image", job.Image);
        }

        if (app.Chart is { } chart && !IsPinnedVersion(chart.Version))
        {
            context.Error(chart, "version", $"the chart version '{chart.Version}' is not pinned", "write one version, like 1.12.1");
        }
    }

    private static void CheckDelivery(ValidationContext context, ImageSpec image)
    {
        if (image.Delivery != ImageDelivery.Import)
        {
            if (image.Archive is not null || image.NodeLabels.Count > 0)
            {
                context.Error(image, "delivery", $"the image '{image.Name}' is pushed, and has an archive or nodes to import it to", "set delivery: import, or remove archive and nodeLabels");
            }

            return;
        }

        CheckArchive(context, image);
        if (image.Digest is { } digest && !(digest.StartsWith(DigestPrefix, StringComparison.Ordinal) && Checksum.IsSha256(digest.AsSpan(DigestPrefix.Length))))
        {
            context.Error(image, "digest", $"'{digest}' is no digest of an image", $"{DigestPrefix} and then: {Checksum.Form}");
        }

        if (context.OwnsCluster && image.NodesIn(context.Spec.Cluster).Count == 0)
        {
            context.Error(image, "nodeLabels", $"no node has the labels that '{image.Name}' is imported to", "write labels of cluster.nodes, or none for all nodes");
        }

        foreach (var app in context.AppsOnCluster)
        {
            if (app.PullPolicy != PullPolicy.Never && Uses(app, image.Name))
            {
                context.Error(app, "pullPolicy", $"'{app.Name}' may pull '{image.Name}', which is imported and in no registry", "set pullPolicy: Never: a missing image then fails at once, and nobody else's image of that name runs");
            }
        }
    }

    private static void CheckArchive(ValidationContext context, ImageSpec image)
    {
        if (image.Archive is not { } archive)
        {
            context.Error(image, "delivery", $"the image '{image.Name}' is imported, but no archive is named", "set archive, to the file of: docker save, and archiveSha256");
            return;
        }

        if (Path.IsPathRooted(archive))
        {
            context.Error(image, "archive", $"'{archive}' is a path of one machine", "write it from the project's folder");
        }

        if (!archive.EndsWith(".tar", StringComparison.Ordinal) && !archive.EndsWith(".tar.gz", StringComparison.Ordinal) && !archive.EndsWith(".tgz", StringComparison.Ordinal))
        {
            context.Error(image, "archive", $"'{archive}' is no .tar, .tar.gz or .tgz", "save the image with: docker save IMAGE | gzip > FILE.tar.gz");
        }

        if (image.ArchiveSha256 is { } sum && !Checksum.IsSha256(sum))
        {
            context.Error(image, "archiveSha256", $"'{sum}' is no SHA-256", Checksum.Form);
        }
    }

    private static bool Uses(AppSpec app, string image) => app.Image == image || app.BlueGreen.BlueImage == image || app.BlueGreen.GreenImage == image;

    private static void CheckImage(ValidationContext context, object record, string key, string? image)
    {
        if (image is not null && !ImageReference.Parse(image).IsPinned)
        {
            context.Error(record, key, $"the image '{image}' is not pinned", "give it the tag of one version, or a digest");
        }
    }
}
