namespace Infra.Model;

/// <summary>Mail server and addresses of a receiver of alerts.</summary>
public sealed record AlertMailSpec
{
    /// <summary>Name of the mail server.</summary>
    [HostAddress]
    public required string Server { get; init; }

    /// <summary>Port of the mail server; STARTTLS is required. Defaults to 587.</summary>
    [Port]
    public int Port { get; init; } = 587;

    /// <summary>User of the mail server.</summary>
    [FreeText]
    public required string User { get; init; }

    /// <summary>Sender.</summary>
    [Email]
    public required string From { get; init; }

    /// <summary>Recipients.</summary>
    [NotEmpty]
    [Email]
    public required IReadOnlyList<string> To { get; init; }
}
