using Infra.Cluster;
using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>Loads the sides of a comparison: stacks at a phase or revision, saved plans, exported states.</summary>
/// <param name="options">Surroundings.</param>
public sealed class PlanSources(SourceOptions options)
{
    private const long MaximumBytes = 256 << 20;

    private readonly PlanCache _cache = new(options.CacheFolder is { } folder ? Path.Combine(folder, "plans") : null);

    /// <summary>
    /// Loads both sides. When one is a deployed state, the plan of the other is made with the IDs and outputs in that state. When the new
    /// side is an earlier step of the same stack, its plan has the way back.
    /// </summary>
    /// <param name="old">Former side.</param>
    /// <param name="plan">New side.</param>
    /// <exception cref="SourceException">One side cannot be loaded; the message says which and why.</exception>
    public async Task<(PlanSource Old, PlanSource New)> LoadAsync(SideName old, SideName plan)
    {
        var first = old.File is null ? null : await LoadAsync(old);
        var second = plan.File is null ? null : await LoadAsync(plan);
        first ??= await LoadAsync(old, second?.State);
        second ??= await LoadAsync(plan, first.State, FromOf(first, plan.Stack));
        return (Fitted(first, second), Fitted(second, first));
    }

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>Loads one side.</summary>
    /// <exception cref="SourceException">The side cannot be loaded; the message says why.</exception>
    public Task<PlanSource> LoadAsync(SideName side) => LoadAsync(side, state: null);

    /// <summary>Plans a stack of a commit with this program, whatever program the commit has.</summary>
    /// <param name="side">Stack and phase, without a revision.</param>
    /// <param name="commit">Commit whose description is planned.</param>
    /// <param name="isCached">Whether the commit has the same program, so that the plan is the commit's own and may be kept.</param>
    /// <exception cref="SourceException">There is no plan.</exception>
    public Task<PlanSource> LoadDescriptionAsync(SideName side, string commit, bool isCached) =>
        LoadDescriptionAsync(GitRepository.Of(options.Root, options.Git), side, commit, state: null, isCached, from: null);

    private async Task<PlanSource> LoadDescriptionAsync(
        GitRepository repository, SideName side, string commit, DeployedState? state, bool isCached, string? from)
    {
        var name = $"{side.Text} ({WorkingTree.Abbreviated(commit)})";
        if (isCached && _cache.Read(commit, repository.Prefix, side) is { } known)
        {
            return new(name, known.Plan) { StackWarnings = known.Warnings };
        }
        var interruption = options.Interruption();
        using var folder = RevisionFolder.Create();
        repository.WriteDescription(commit, folder.Description);
        interruption.ThrowIfCancellationRequested();
        var source = await PlanAsync(folder.Description, side, state, from);
        interruption.ThrowIfCancellationRequested();
        if (isCached)
        {
            _cache.Write(commit, repository.Prefix, side, source.Graph, source.StackWarnings);
        }
        return source with { Name = name };
    }

    /// <summary>Step that a stack is at on a side; null where the side is of another stack, or before the first step.</summary>
    private static string? FromOf(PlanSource side, string stack) =>
        side.Graph.Header.Stack != stack ? null
        : side.State is null ? side.Graph.Header.Phase
        : side.Graph.Outputs[StackOutputs.Phase]?.Text is { Length: > 0 } phase ? phase : null;

    private async Task<PlanSource> LoadAsync(SideName side, DeployedState? state, string? from = null)
    {
        if (side.File is { } file)
        {
            return Read(side, Path.Combine(options.WorkingDirectory, file));
        }
        if (side.Revision is not { } revision)
        {
            return await PlanAsync(options.Root, side, state, from);
        }
        GitRepository repository;
        string commit;
        try
        {
            repository = GitRepository.Of(options.Root, options.Git);
            commit = repository.Commit(revision);
        }
        catch (SourceException e)
        {
            throw new SourceException($"{side.Text}: {e.Message}", e);
        }
        // A plan in the cache is that of its step alone.
        if (state is null && from is null && _cache.Read(commit, repository.Prefix, side) is { } cached)
        {
            return new($"{side.Text} ({WorkingTree.Abbreviated(commit)})", cached.Plan) { StackWarnings = cached.Warnings };
        }
        if (!repository.Since(commit).ProgramDiffers)
        {
            return await LoadDescriptionAsync(repository, side, commit, state, isCached: state is null && from is null, from);
        }
        var built = RevisionBuild.Plan(repository, commit, side, options);
        _cache.Write(commit, repository.Prefix, side, built, warnings: null);
        return new($"{side.Text} ({WorkingTree.Abbreviated(commit)})", built);
    }

    private static PlanSource Read(SideName side, string path)
    {
        byte[] bytes;
        try
        {
            // Reading a pipe could block, and reading a device might never end; both have length 0.
            var length = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length;
            if (length is 0 or > MaximumBytes)
            {
                throw new SourceException(length == 0
                    ? $"{side.Text}: empty, or no regular file; write the plan or state to a file first"
                    : $"{side.Text}: more than {MaximumBytes >> 20} MB, which no plan or state has");
            }
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"{side.Text}: cannot be read ({e.Message})", e);
        }
        try
        {
            if (bytes.AsSpan().StartsWith(ByteOrderMark))
            {
                bytes = bytes[ByteOrderMark.Length..];
            }
            return StateFile.IsState(bytes)
                ? StateFile.Read(side.Text, bytes)
                : new PlanSource(side.Text, SecretPlaces.Mask(PlanJson.Read(bytes)));
        }
        catch (FormatException e)
        {
            throw new SourceException(
                $"{side.Text}: neither a plan (preview --json) nor a state (pulumi stack export): {e.Message}", e);
        }
    }

    private static async Task<PlanSource> PlanAsync(string root, SideName side, DeployedState? state, string? from)
    {
        if (!StackPreview.Exists(root, side.Stack))
        {
            var hint = side is { Phase: null, Revision: null } && IsRevision(root, side.Text)
                ? $"; for the revision write STACK:{side.Text}, as prod:{side.Text}"
                : "";
            throw new SourceException($"{side.Text}: no stack '{side.Stack}'; {Named("stack", StackPreview.Stacks(root))}{hint}")
            {
                IsName = true,
            };
        }
        if (side.Phase is { } phase
            && StackPreview.Phases(root, side.Stack) is var phases && !phases.Contains(phase, StringComparer.Ordinal))
        {
            throw new SourceException($"{side.Text}: no phase '{phase}'; {Named("phase", phases)}") { IsName = true };
        }
        var outcome = state is null
            ? await StackPreview.RunAsync(root, side.Stack, side.Phase, known: null, from)
            : await state.PlanAsync(root, side.Stack, side.Phase, from);
        return outcome.Graph is { } graph
            ? new(side.Text, graph) { System = outcome.System, NotBuilt = outcome.Unconsumed, StackWarnings = outcome.Warnings }
            : throw new SourceException(string.Join('\n', outcome.Problems.Select(problem => $"{side.Text}: {problem}")));
    }

    private static PlanSource Fitted(PlanSource source, PlanSource other)
    {
        if (source.State is not { } state || other.State is not null)
        {
            return source;
        }
        var warnings = other.System is null
            ? [.. source.Warnings, $"{other.Name}: made without the values of {source.Name}, so that computed values differ"]
            : source.Warnings;
        return source with { Graph = StateFitting.Fit(source.Graph, other.Graph), Warnings = warnings };
    }

    private static bool IsRevision(string root, string text)
    {
        try
        {
            return GitRepository.Of(root).Commit(text).Length > 0;
        }
        catch (SourceException)
        {
            return false;
        }
    }

    private static string Named(string noun, IReadOnlyList<string> names) =>
        names.Count == 0 ? $"there is no {noun}" : $"the {noun}s are {string.Join(", ", names)}";
}
