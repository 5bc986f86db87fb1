namespace Pulumi;

/// <summary>Timeouts of a provider's operations; the provider's own default where not set.</summary>
public sealed class CustomTimeouts
{
    /// <summary>Timeout of a creation.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>Timeout of an update.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>Timeout of a deletion.</summary>
    public TimeSpan? Delete { get; set; }

    internal static CustomTimeouts? Clone(CustomTimeouts? timeouts)
        => timeouts is null ? null : new CustomTimeouts { Create = timeouts.Create, Update = timeouts.Update, Delete = timeouts.Delete };
}
