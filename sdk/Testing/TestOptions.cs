namespace Pulumi.Testing;

/// <summary>What a run under mocks looks like to the program.</summary>
public class TestOptions
{
    /// <summary>The project's name; "project" by default.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The project's folder; without it, reading it throws.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>The stack's name; "stack" by default.</summary>
    public string? StackName { get; set; }

    /// <summary>Whether the run is a preview, where what a mock does not answer is unknown; yes by default.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>The organization's name; "organization" by default.</summary>
    public string? OrganizationName { get; set; }
}
