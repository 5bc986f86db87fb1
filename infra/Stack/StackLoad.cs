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

    /// <summary>
    /// Phase or step in which all stacks of the cluster are taken to be, empty for before the first; null when each is in its own.
    /// </summary>
    public string? SharedPhase { get; init; }

    /// <summary>Loads a described system for a stack, and checks it with the rules of the model and of all parts.</summary>
    /// <param name="rootDirectory">The folder with <c>Pulumi.yaml</c> and <c>stacks/</c>.</param>
    /// <param name="selection">The stack, its system, environment, phase and overrides.</param>
    /// <param name="withOthers">Whether the other stacks of the system are read too, for rules about what they share.</param>
    public static LoadResult System(string rootDirectory, StackSelection selection, bool withOthers = false) =>
        System(new ProjectFiles(rootDirectory), selection, withOthers);

    /// <summary>Loads a stack by its config file.</summary>
    /// <param name="rootDirectory">The folder with <c>Pulumi.yaml</c> and <c>stacks/</c>.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">A phase or step that replaces the file's; null for the file's.</param>
    public static StackLoad Load(string rootDirectory, string stack, string? phase = null) =>
        Load(new ProjectFiles(rootDirectory), stack, phase);

    /// <summary>Loads a stack from files that a former load of the same run may have read.</summary>
    /// <param name="files">The files under the folder with <c>Pulumi.yaml</c> and <c>stacks/</c>.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">A phase or step that replaces the file's; null for the file's.</param>
    /// <param name="withOthers">Whether the other stacks of the system are read too, for rules about what they share.</param>
    public static StackLoad Load(ProjectFiles files, string stack, string? phase = null, bool withOthers = false)
    {
        var file = StackFile.Read(files, stack);
        var problems = new ProblemList();
        problems.AddRange(file.Problems);
        if (file.Problems.Count > 0 || file.Select(problems) is not { } selection)
        {
            return new StackLoad { File = file, Result = new LoadResult { Problems = problems.Sorted() } };
        }

        var result = System(files, phase is null ? selection : selection with { Phase = phase, PhaseAt = null }, withOthers);
        problems.AddRange(result.Problems);
        if (result.Spec is not { } spec)
        {
            return new StackLoad { File = file, Result = result with { Problems = problems.Sorted() } };
        }

        file.CheckKeys(spec, problems);
        var required = RequiredSecrets.Of(spec);
        CheckGenerated(file, result, spec, problems);
        return new StackLoad
        {
            File = file,
            Result = result with { Problems = problems.Sorted() },
            SharedPhase = phase is null || (phase.Length == 0 ? null : phase) == selection.Phase ? null : phase,
            MissingSecrets = [.. required.Where(secret => !file.Secure.ContainsKey(secret.Key))],
        };
    }

    private static LoadResult System(ProjectFiles files, StackSelection selection, bool withOthers) =>
        SystemLoader.Load(files, selection, StackParts.Answers, withOthers);

    /// <summary>
    /// Refuses generated secrets that something outside the stack has to know, and values in the config that a generated one replaces.
    /// </summary>
    private static void CheckGenerated(StackFile file, LoadResult result, SystemSpec spec, ProblemList problems)
    {
        var own = OwnSecrets.Of(spec);
        foreach (var secret in RequiredSecrets.Generated(spec))
        {
            var key = SecretKeys.Of(secret);
            if (!own.Contains(secret.Name))
            {
                Refuse(
                    secret,
                    $"'{secret.Name}' is known outside this stack, where nobody can set a generated value",
                    $"remove generated, and set the secret: {RequiredSecret.CommandOf(key, spec)}");
            }
            else if (file.Secure.ContainsKey(key))
            {
                Refuse(
                    secret,
                    $"'{secret.Name}' is generated, and the value in {file.File} would not be read",
                    $"write generated: false in the environment to use it, or remove it: pulumi config rm {key} --stack {spec.Stack.Name}");
            }
        }

        void Refuse(SecretSpec secret, string wrong, string right) => problems.Add(
            result.Sources.Of(secret, "generated"), result.Sources.PathOf(secret, "generated"), wrong, right);
    }
}
