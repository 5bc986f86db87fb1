using Infra.Model;
using Infra.Model.Loading;

namespace Infra;

/// <summary>
/// A stack as the preview and the command line load it: its config file, its system, and the secrets that are not set yet.
/// </summary>
public sealed record StackLoad
{
    /// <summary>The stack's config file.</summary>
    public required StackFile File { get; init; }

    /// <summary>The system, with the problems of the file and of the system together.</summary>
    public required LoadResult Result { get; init; }

    /// <summary>Secrets that <c>pulumi up</c> needs and the file lacks.</summary>
    public IReadOnlyList<RequiredSecret> MissingSecrets { get; init; } = [];

    /// <summary>Loads a stack by its config file.</summary>
    /// <param name="rootDirectory">The folder with <c>Pulumi.yaml</c> and <c>stacks/</c>.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">A phase or step that replaces the file's; null for the file's.</param>
    public static StackLoad Load(string rootDirectory, string stack, string? phase = null)
    {
        var file = StackFile.Read(rootDirectory, stack);
        var problems = new ProblemList();
        problems.AddRange(file.Problems);
        if (file.Problems.Count > 0 || file.Select(problems) is not { } selection)
        {
            return new StackLoad { File = file, Result = new LoadResult { Problems = problems.Sorted() } };
        }

        var result = SystemLoader.Load(rootDirectory, phase is null ? selection : selection with { Phase = phase });
        problems.AddRange(result.Problems);
        if (result.Spec is not { } spec)
        {
            return new StackLoad { File = file, Result = result with { Problems = problems.Sorted() } };
        }

        file.CheckKeys(spec, problems);
        return new StackLoad
        {
            File = file,
            Result = result with { Problems = problems.Sorted() },
            MissingSecrets = [.. RequiredSecrets.Of(spec).Where(secret => !file.SecureKeys.Contains(secret.Key))],
        };
    }
}
