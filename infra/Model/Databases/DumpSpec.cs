namespace Infra.Model;

/// <summary>A scheduled dump of a server's databases, compressed and copied to another provider.</summary>
public sealed record DumpSpec : INamed
{
    /// <summary>Image of rclone, based on Alpine: rclone, certificates and BusyBox.</summary>
    internal const string RcloneImage = "rclone/rclone:1.71.1";

    /// <summary>Name of the dump; each database's CronJob is named after it and the database.</summary>
    [ObjectName(52)]
    public required string Name { get; init; }

    /// <summary>Name of the database server.</summary>
    [DatabaseServerName]
    public required string Server { get; init; }

    /// <summary>Names of the databases. Defaults to all databases of the server.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>
    /// Schedule. Defaults to daily at 03:00 (source: 001); each database starts up to half an hour later, so that they do not all start at
    /// once.
    /// </summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 3 * * *");

    /// <summary>Image with bash and the dump tool, of the server's version: its tag begins with the same number.</summary>
    [PinnedImage]
    public required string Image { get; init; }

    /// <summary>
    /// Image with rclone, and with age if <see cref="EncryptFor"/> is not empty. Defaults to rclone's own image, which does not contain
    /// age.
    /// </summary>
    [PinnedImage]
    public string Tools { get; init; } = RcloneImage;

    /// <summary>
    /// Destination in rclone's form, e.g. <c>b2:bucket/databases/</c>. Below it each stack, server and database has a folder of its own.
    /// </summary>
    [RcloneDestination]
    public required string Destination { get; init; }

    /// <summary>
    /// Host and port behind the remote, e.g. <c>nas.lan:22</c>, where the destination is not reached with HTTPS on the internet. Written
    /// like the endpoint of a bucket; the network policies follow from it. Null (default) for port 443 of any public address.
    /// </summary>
    public ServiceEndpoint? Endpoint { get; init; }

    /// <summary>
    /// Address ranges of that host, where its name leads to a private address: network policies know no names. Defaults to none.
    /// </summary>
    [Ipv4Range(8, 32)]
    public IReadOnlyList<Cidr> Addresses { get; init; } = [];

    /// <summary>
    /// Certificate of the authority that signed the destination's, in PEM; rclone then trusts no other. Null (default) for those that
    /// every system trusts.
    /// </summary>
    [Certificates]
    public string? Ca { get; init; }

    /// <summary>Name of the declared secret with rclone's configuration.</summary>
    [SecretName]
    public required string RcloneConfig { get; init; }

    /// <summary>Retention of the dumps. Defaults to 30 days.</summary>
    [Positive]
    public Duration KeepFor { get; init; } = Duration.Parse("30d");

    /// <summary>Minimum number of dumps of each database that are kept regardless of their age. Defaults to 3.</summary>
    [Range(1)]
    public int KeepLeast { get; init; } = 3;

    /// <summary>
    /// age recipients (public keys, <c>age1...</c>) for which the dumps are encrypted before the upload. Defaults to none: encryption is
    /// then left to the store, or to a crypt remote in rclone's configuration.
    /// </summary>
    [AgeRecipient]
    public IReadOnlyList<string> EncryptFor { get; init; } = [];

    /// <summary>
    /// Name of the declared secret with an age identity that decrypts the dumps, for the restore test; null (default) for none.
    /// </summary>
    [SecretName]
    public string? Identity { get; init; }

    /// <summary>
    /// Whether the newest dump is restored on the schedule of <see cref="RestoreTest"/>, to test it. Defaults to true; false removes the
    /// job.
    /// </summary>
    public bool TestsRestore { get; init; } = true;

    /// <summary>
    /// Schedule on which the newest dump is restored into a scratch server and compared with its manifest. Defaults to Sundays at 05:30.
    /// </summary>
    public CronSchedule RestoreTest { get; init; } = CronSchedule.Parse("30 5 * * 0");

    /// <summary>Space on the node's disk for a run: the dump, or the server restored from it. Defaults to <c>10Gi</c>.</summary>
    [VolumeSize]
    public Quantity Scratch { get; init; } = Quantity.Parse("10Gi");

    /// <summary>Time limit of a run. Defaults to two hours.</summary>
    [DurationRange("1m", "7d")]
    public Duration Timeout { get; init; } = Duration.Parse("2h");

    /// <summary>Requests and limits of each of the two containers of a run.</summary>
    public ResourcesSpec Resources { get; init; } = new()
    {
        RequestCpu = Quantity.Parse("100m"),
        RequestMemory = Quantity.Parse("256Mi"),
        LimitCpu = Quantity.Parse("1"),
        LimitMemory = Quantity.Parse("1Gi"),
    };

    /// <summary>Whether the dump takes a database of its server.</summary>
    public bool Takes(string database) => Databases.Count == 0 || Databases.Contains(database);
}
