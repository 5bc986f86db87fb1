namespace Infra.Model;

/// <summary>Docker Compose part of the system.</summary>
public sealed record ComposeSpec
{
    /// <summary>Docker hosts.</summary>
    public IReadOnlyList<ComposeHostSpec> Hosts { get; init; } = [];

    /// <summary>The Docker host of a name; null for none.</summary>
    /// <param name="name">The name.</param>
    public ComposeHostSpec? Host(string name)
    {
        foreach (var host in Hosts)
        {
            if (host.Name == name)
            {
                return host;
            }
        }

        return null;
    }
}
