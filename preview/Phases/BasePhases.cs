using System.Collections.Immutable;
using Infra.Cluster;
using Infra.Migration;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview.Sources;

namespace Infra.Preview.Phases;

/// <summary>Steps of all stacks at a revision, from which a change moves them.</summary>
public sealed class BasePhases
{
    private readonly string _revision;
    private readonly Dictionary<string, string> _phases;

    private BasePhases(string revision, Dictionary<string, string> phases) => (_revision, _phases) = (revision, phases);

    /// <summary>Reads the steps of a revision.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="revision">Branch, tag, hash or expression such as `HEAD~2`.</param>
    /// <exception cref="SourceException">There is no such revision, or git cannot tell.</exception>
    public static BasePhases Read(string root, string revision)
    {
        var repository = GitRepository.Of(root);
        using var folder = RevisionFolder.Create();
        repository.WriteDescription(repository.Commit(revision), folder.Description);
        var files = new ProjectFiles(folder.Description);
        var phases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stack in StackPreview.Stacks(folder.Description))
        {
            // Problems of a former description are no longer of interest.
            if (StackFile.Read(files, stack).Select(new()) is { } selection)
            {
                phases[stack] = selection.Phase ?? "";
            }
        }
        return new(revision, phases);
    }

    /// <summary>
    /// Problems of the move of a stack from its step at the revision to its present one, as `pulumi up` would refuse it. A stack that is
    /// new since then counts as never brought up. What another cluster passed is judged by the step of its stack alone.
    /// </summary>
    /// <param name="files">The files under the folder of `Pulumi.yaml`.</param>
    /// <param name="system">The system, folded for the stack.</param>
    public IReadOnlyList<string> Problems(ProjectFiles files, SystemSpec system)
    {
        var outputs = _phases.TryGetValue(system.Stack.Name, out var phase)
            ? ImmutableDictionary<string, object?>.Empty.Add(StackOutputs.Phase, phase)
            : ImmutableDictionary<string, object?>.Empty;
        var progress = ProgressOutputs.Of(system, outputs);
        var others = new Dictionary<string, OtherProgress>(StringComparer.Ordinal);
        foreach (var environment in StepMove.Of(system, progress)?.OtherClusters ?? [])
        {
            var stack = system.Stack.OtherClusters[environment];
            others[environment] = stack.Length == 0
                ? OtherProgress.Unknown(stack, "no stack has the environment")
                : new(stack) { Phase = StackFile.Read(files, stack).Select(new())?.Phase };
        }
        var at = StackFile.Read(files, system.Stack.Name).Select(new())?.PhaseAt;
        return
        [
            .. StepRefusals.Of(system, progress with { Others = others }, $"in {_revision}", at).Select(problem => problem.ToString()),
        ];
    }
}
