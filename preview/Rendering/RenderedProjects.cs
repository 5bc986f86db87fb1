using Infra.Compose;
using Infra.Model;

namespace Infra.Preview.Rendering;

/// <summary>
/// Compose files of the projects on managed Docker hosts, as `compose/&lt;host&gt;/&lt;project&gt;/compose.yaml`. They contain no secret.
/// </summary>
public static class RenderedProjects
{
    /// <summary>The files of a stack, by path.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<RenderedFile> Of(SystemSpec system) =>
    [
        .. ComposeProjects.Of(system)
            .Select(static project => new RenderedFile(
                $"compose/{project.Host.Name}/{project.Name}/{ComposeFile.Name}", ComposeFile.Of(project)))
            .OrderBy(static file => file.Path, StringComparer.Ordinal),
    ];
}
