namespace Infra.Model;

/// <summary>A scheduled dump, compressed and copied to another provider.</summary>
public sealed record DumpSpec : INamed
{
    /// <summary>The CronJob's name.</summary>
    public required string Name { get; init; }

    /// <summary>The database server.</summary>
    public required string Server { get; init; }

    /// <summary>The databases. Defaults to all of the server's.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>When. Defaults to daily at 03:00 (source: 001).</summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 3 * * *");

    /// <summary>Image with the dump tool.</summary>
    public required string Image { get; init; }

    /// <summary>Destination in rclone's form, e.g. <c>b2:dirtbikechina-offsite/postgres/</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>Name of the declared secret with rclone's configuration.</summary>
    public required string RcloneConfig { get; init; }

    /// <summary>How long dumps are kept. Defaults to 30 days.</summary>
    public Duration KeepFor { get; init; } = Duration.Parse("30d");
}
