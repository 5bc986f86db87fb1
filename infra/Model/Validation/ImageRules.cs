namespace Infra.Model.Validation;

/// <summary>Images and charts are pinned.</summary>
public static class ImageRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var (record, key, image) in Images(context.Spec))
        {
            if (!ImageReference.Parse(image).IsPinned)
            {
                context.Error(record, key, $"the image '{image}' is not pinned", "give it the tag of one version, or a digest");
            }
        }

        foreach (var chart in context.Spec.Apps.Select(app => app.Chart).OfType<ChartSpec>().Where(chart => !chart.Version.Any(char.IsAsciiDigit) || chart.Version.Any(character => character is '*' or '^' or '~' or '>' or '<' or 'x')))
        {
            context.Error(chart, "version", $"the chart version '{chart.Version}' is not pinned", "write one version, like 1.12.1");
        }
    }

    private static IEnumerable<(object Record, string Key, string Image)> Images(SystemSpec spec)
    {
        IEnumerable<(object, string, string?)> images =
        [
            .. spec.Apps.SelectMany(app => (IEnumerable<(object, string, string?)>)
            [
                (app, "image", app.Image), (app.BlueGreen, "blueImage", app.BlueGreen.BlueImage), (app.BlueGreen, "greenImage", app.BlueGreen.GreenImage),
                ((object?)app.Discourse ?? app, "socatImage", app.Discourse?.SocatImage),
                .. app.InitJobs.Select(job => ((object)job, "image", (string?)job.Image)),
            ]),
            .. spec.Databases.Postgres.Select(server => ((object)server, "image", (string?)server.Image)),
            .. spec.Databases.Mysql.Select(server => ((object)server, "image", (string?)server.Image)),
            .. spec.Databases.Redis.Select(server => ((object)server, "image", (string?)server.Image)),
            .. spec.Databases.Dumps.Select(dump => ((object)dump, "image", (string?)dump.Image)),
            .. spec.Images.Select(image => ((object)image, "name", (string?)image.Name)),
        ];
        foreach (var (record, key, image) in images)
        {
            if (image is not null)
            {
                yield return (record, key, image);
            }
        }
    }
}
