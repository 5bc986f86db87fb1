namespace Infra.Model.Validation;

/// <summary>Images and charts are pinned.</summary>
public static class ImageRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        foreach (var app in spec.Apps)
        {
            CheckApp(context, app);
        }

        foreach (var server in spec.Databases.Postgres)
        {
            CheckImage(context, server, "image", server.Image);
        }

        foreach (var server in spec.Databases.Mysql)
        {
            CheckImage(context, server, "image", server.Image);
        }

        foreach (var server in spec.Databases.Redis)
        {
            CheckImage(context, server, "image", server.Image);
        }

        foreach (var dump in spec.Databases.Dumps)
        {
            CheckImage(context, dump, "image", dump.Image);
        }

        foreach (var image in spec.Images)
        {
            CheckImage(context, image, "name", image.Name);
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

    private static void CheckImage(ValidationContext context, object record, string key, string? image)
    {
        if (image is not null && !ImageReference.Parse(image).IsPinned)
        {
            context.Error(record, key, $"the image '{image}' is not pinned", "give it the tag of one version, or a digest");
        }
    }
}
