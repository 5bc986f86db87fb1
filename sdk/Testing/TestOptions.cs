namespace Pulumi.Testing;

/// <summary>Options of a run under mocks.</summary>
public class TestOptions
{
    /// <summary>Name of the project; "project" by default.</summary>
    public string? ProjectName { get; set; }

    /// <summary>Folder of the project; reading it throws when it is not set.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>Name of the stack; "stack" by default.</summary>
    public string? StackName { get; set; }

    /// <summary>Whether the run is a preview, in which properties missing from a mock's answer are unknown; true by default.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>Name of the organization; "organization" by default.</summary>
    public string? OrganizationName { get; set; }
}
