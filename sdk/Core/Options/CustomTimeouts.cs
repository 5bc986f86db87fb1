namespace Pulumi;

/// <summary>How long the provider may take for an operation; its own default where not set.</summary>
public sealed class CustomTimeouts
{
    /// <summary>For a creation.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>For an update.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>For a deletion.</summary>
    public TimeSpan? Delete { get; set; }

    internal static CustomTimeouts? Clone(CustomTimeouts? timeouts)
        => timeouts is null ? null : new CustomTimeouts { Create = timeouts.Create, Update = timeouts.Update, Delete = timeouts.Delete };
}
