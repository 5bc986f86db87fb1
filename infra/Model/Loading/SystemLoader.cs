using System.Collections.Immutable;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// Loads a described system for one stack: system, environment, phases up to and including the chosen one, the stack's
/// overrides, folded in this order, bound to records and validated. Bad input never throws; it is reported, all at once.
/// </summary>
public static class SystemLoader
{
    private const string ClusterKey = "cluster";
    private const string FromKey = "from";
    private const string FromStackKey = "fromStack";

    /// <summary>Loads a system.</summary>
    /// <param name="files">The files under the folder with <c>Pulumi.yaml</c> and <c>stacks/</c>.</param>
    /// <param name="selection">The stack, its system, environment, phase and overrides.</param>
    /// <param name="parts">The answers of the stack's parts.</param>
    /// <param name="withOthers">Whether the other stacks of the system are read too, for rules about what they share.</param>
    public static LoadResult Load(
        ProjectFiles files, StackSelection selection, PartAnswers parts, bool withOthers)
    {
        var problems = new ProblemList();
        var sources = new SourceMap();
        CapacityReport? capacity = null;
        if (selection.Phase is "")
        {
            selection = selection with { Phase = null };
        }

        var environments = SystemFiles.KnownEnvironments(files.Root, selection.System);
        var spec = LoadSpec(files, selection, environments, problems, sources, out var owner, out var isFolded);
        if (spec is not null && isFolded)
        {
            IReadOnlyList<SystemSpec> others = withOthers ? OtherStacks(files, spec) : owner is null ? [] : [owner];
            problems.AddRange(SystemValidation.Check(spec, sources, environments, parts, others));
            ImageArchives.Warn(files.Root, spec, sources, problems);
            if (withOthers && !problems.HasErrors)
            {
                WarnOfLaterPhases(files, selection, spec, environments, parts, problems);
            }

            capacity = withOthers ? SystemValidation.Capacity(spec, parts, others) : null;
        }

        return new LoadResult { Spec = spec, Problems = problems.Sorted(), Sources = sources, Capacity = capacity };
    }

    /// <summary>
    /// Warns, for the owner of a cluster, of later phases whose pods or volumes do not fit its nodes: of each shortage in the first phase
    /// that has it, all stacks of the cluster being in that phase.
    /// </summary>
    private static void WarnOfLaterPhases(
        ProjectFiles files,
        StackSelection selection,
        SystemSpec spec,
        KnownEnvironments environments,
        PartAnswers parts,
        ProblemList problems)
    {
        var warned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phase in spec.OwnsCluster() ? PhaseOrder.After(spec.Migration, selection.Phase) : [])
        {
            var (unreported, sources) = (new ProblemList(), new SourceMap());
            var later = selection with { Phase = phase, PhaseAt = null };
            if (LoadSpec(files, later, environments, unreported, sources, out _, out _) is not { } ahead)
            {
                continue;
            }

            foreach (var shortage in SystemValidation.Shortages(
                ahead, sources, environments, parts, OtherStacks(files, ahead, phase)))
            {
                if (warned.Add(shortage.Setting))
                {
                    problems.Warn(shortage.Position, shortage.Setting, $"in the later phase '{phase}' {shortage.Wrong}", shortage.Right);
                }
            }
        }
    }

    /// <summary>Reads, folds and binds.</summary>
    /// <param name="files">The project's files.</param>
    /// <param name="selection">The stack.</param>
    /// <param name="environments">The system's environments.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="sources">Takes where each record was written.</param>
    /// <param name="ownersSpec">The system of the stack whose cluster this one lives in; null for none and for one that cannot be
    /// read.</param>
    /// <param name="isFolded">Whether the files could be read and folded without a problem, and every name can be one, so that rules
    /// between settings make sense.</param>
    private static SystemSpec? LoadSpec(
        ProjectFiles files,
        StackSelection selection,
        KnownEnvironments environments,
        ProblemList problems,
        SourceMap sources,
        out SystemSpec? ownersSpec,
        out bool isFolded)
    {
        (ownersSpec, isFolded) = (null, false);
        if (!Exists(files, selection, problems))
        {
            return null;
        }

        var system = ReadSystemFile(files, selection.System, SystemFiles.System, problems);
        var environment = ReadSystemFile(files, selection.System, SystemFiles.Environment(selection.Environment), problems);
        var migrationMap = ReadMigration(files, selection.System, problems);
        var migrationProblems = new ProblemList();
        var migrationBinder = new SpecBinder(migrationProblems, sources);
        var migration = migrationMap is null ? null : migrationBinder.Bind<MigrationSpec>(migrationMap);
        if (system is null || environment is null || migrationMap is null || migration is null)
        {
            problems.AddRange(migrationProblems.Sorted());
            return null;
        }

        var chosenAt = selection.PhaseAt ?? new Position(SystemFiles.Stack(selection.Stack), 0);
        var steps = PhaseOrder.UpTo(migration, selection.Phase, problems, chosenAt);
        var folded = FoldEnvironment(system, environment, selection.Environment, steps, problems);
        var overrides = selection.Overrides?.Read(problems);
        if (overrides is not null)
        {
            RefuseLoaderKeys(overrides, problems);
            folded = YamlFold.Fold(folded, overrides, problems);
        }

        var owner = OwnerOf(files, selection, folded, problems);
        var owners = OwnersSystem(files, selection, system, folded, migration, owner, problems);
        // What the stack itself writes, without what all environments share.
        List<YamlMap> own =
        [
            environment, .. steps.Where(step => step.Environment == selection.Environment).Select(step => step.Changes),
            .. overrides is null ? [] : (IReadOnlyList<YamlMap>)[overrides],
        ];
        var refused = owners is null ? null : new OwnersSettings(owners.From, problems);
        if (owners is not null)
        {
            own.ForEach(refused!.RefuseSections);
            folded = WithOwnersCluster(folded, owners, problems);
        }

        // What every environment lacks is missing in the system's own file.
        folded = new YamlMap(folded.Entries, system.Position);
        folded = HostNames.Resolve(folded, problems);
        isFolded = !problems.HasErrors;
        problems.AddRange(migrationProblems.Sorted());
        PlainSecrets.Refuse(folded, problems);
        var binder = new SpecBinder(problems, sources);
        if (binder.Bind<SystemSpec>(WithLoaderValues(folded, selection, owner, environment.Position)) is not { } spec)
        {
            return null;
        }

        isFolded &= binder.HasUsableNames && migrationBinder.HasUsableNames;
        var names = new DescribedNames(folded.With("migration", migrationMap), environments);
        binder.CheckReferences(names, problems);
        migrationBinder.CheckReferences(names, problems);

        if (owners?.System is { } theirs)
        {
            own.ForEach(map => refused!.RefuseEntries(map, spec));
            var selected = selection with { Stack = owner ?? owners.From.Text, Environment = owners.From.Text, Phase = owners.Phase };
            // Its problems are reported with the owner's own stack.
            var unreported = new SpecBinder(new ProblemList(), new SourceMap());
            var resolved = HostNames.Resolve(theirs, new());
            ownersSpec = unreported.Bind<SystemSpec>(WithLoaderValues(resolved, selected, owner: null, theirs.Position));
            SystemValidation.CheckGuest(
                spec,
                theirs.Find("ingress") is null ? null : ownersSpec?.Ingress,
                theirs.Find("databases") is null ? null : ownersSpec?.Databases,
                sources,
                problems);
        }

        RefuseUnknownPhaseInForce(selection, migration, problems);
        var guests = GuestsOf(files, selection.System, spec);
        var located = Workspaces.Expand(spec, sources.Derive) with
        {
            Stack = spec.Stack with
            {
                PhaseInForce = selection.PhaseInForce,
                OtherClusters = OtherClusters(files, selection, spec, migration),
                Confirmations = selection.Confirmations?.Read(problems, sources) ?? [],
            },
            Migration = migration,
            Guests = guests,
            AppsOfGuests = AppsOfGuests(files, selection, GuestApps.Environments(spec, guests), system, migration),
        };
        return Relocate(spec, located, sources);
    }

    private static List<string> AppsOfGuests(
        ProjectFiles files, StackSelection selection, IReadOnlyList<string> guests, YamlMap system, MigrationSpec migration)
    {
        var apps = new List<string>();
        foreach (var name in guests)
        {
            // Problems of the guest's own files are reported when the guest is loaded.
            var unreported = new ProblemList();
            if (GuestApps.StackOf(files, selection.System, name) is not { } guest
                || ReadSystemFile(files, selection.System, SystemFiles.Environment(name), unreported) is not { } environment)
            {
                continue;
            }

            var steps = PhaseOrder.UpTo(migration, PhaseOf(files, selection, guest), unreported, system.Position);
            var folded = FoldEnvironment(system, environment, name, steps, unreported);
            folded = guest.Overrides?.Read(unreported) is { } overrides ? YamlFold.Fold(folded, overrides, unreported) : folded;
            apps.AddRange(GuestApps.In(folded).Select(app => $"{name}/{app}"));
        }

        return apps;
    }

    /// <summary>
    /// The phase of another stack: its own; where another phase than the stack's own is looked at, all stacks are taken to be in it.
    /// </summary>
    private static string? PhaseOf(ProjectFiles files, StackSelection selection, StackSelection? other) =>
        StackFile.Read(files, selection.Stack).Select(new ProblemList())?.Phase == selection.Phase ? other?.Phase : selection.Phase;

    /// <summary>
    /// The systems of the other stacks of a described system, each in its own phase unless one is given, and with its own overrides. One
    /// that cannot be read is left out; its problems are reported with its own stack.
    /// </summary>
    private static List<SystemSpec> OtherStacks(ProjectFiles files, SystemSpec spec, string? phase = null)
    {
        var others = new List<SystemSpec>();
        foreach (var name in SystemFiles.Stacks(files.Root))
        {
            var unreported = new ProblemList();
            if (name != spec.Stack.Name
                && StackFile.Read(files, name).Select(unreported) is { } other
                && other.System == spec.Stack.System
                && LoadSpec(
                    files,
                    phase is null ? other : other with { Phase = phase },
                    SystemFiles.KnownEnvironments(files.Root, other.System),
                    unreported,
                    new SourceMap(),
                    out _,
                    out _)
                    is { } found)
            {
                others.Add(found);
            }
        }

        return others;
    }

    // Looks only at environments that have a namespace here: listing the files loads more of the runtime.
    private static List<string> GuestsOf(ProjectFiles files, string system, SystemSpec spec)
    {
        var guests = new List<string>();
        foreach (var @namespace in spec.Namespaces)
        {
            if (spec.Cluster.From is null && @namespace.Environment is { } name && name != spec.Environment.Name && !guests.Contains(name)
                && SystemFiles.HasEnvironment(files.Root, system, name)
                && files.Read($"{SystemFiles.Folder}/{system}/{SystemFiles.Environment(name)}", new ProblemList()) is { } environment
                && environment.Find(ClusterKey)?.Value is YamlMap cluster
                && cluster.Find(FromKey)?.Value is YamlScalar from && from.Text == spec.Environment.Name)
            {
                guests.Add(name);
            }
        }

        return guests;
    }

    private static ImmutableDictionary<string, string> OtherClusters(
        ProjectFiles files, StackSelection selection, SystemSpec spec, MigrationSpec migration)
    {
        var own = spec.Cluster.From ?? spec.Environment.Name;
        var others = ImmutableDictionary<string, string>.Empty;
        foreach (var criterion in migration.Phases.SelectMany(phase => phase.Gates).SelectMany(gate => gate.Criteria))
        {
            if (criterion.Environment is { } name && name != spec.Environment.Name && !others.ContainsKey(name)
                && ClusterOf(files, selection.System, name) is { } cluster && cluster != own)
            {
                others = others.Add(name, GuestApps.StackOf(files, selection.System, name)?.Stack ?? "");
            }
        }

        return others;
    }

    /// <summary>The environment whose cluster an environment lives in, which may be itself; null for an unknown environment.</summary>
    private static string? ClusterOf(ProjectFiles files, string system, string environment) =>
        SystemFiles.HasEnvironment(files.Root, system, environment)
        && files.Read($"{SystemFiles.Folder}/{system}/{SystemFiles.Environment(environment)}", new ProblemList()) is { } map
            ? map.Find(ClusterKey)?.Value is YamlMap cluster && cluster.Text(FromKey) is { } from ? from : environment
            : null;

    private static bool Exists(ProjectFiles files, StackSelection selection, ProblemList problems)
    {
        var position = new Position(SystemFiles.Stack(selection.Stack), 0);
        if (!SystemFiles.HasSystem(files.Root, selection.System))
        {
            problems.Add(
                selection.SystemAt ?? position,
                $"there is no system '{selection.System}' in {SystemFiles.Folder}/",
                Hint.For(selection.System, SystemFiles.Systems(files.Root)));
            return false;
        }

        if (!SystemFiles.HasEnvironment(files.Root, selection.System, selection.Environment))
        {
            problems.Add(
                selection.EnvironmentAt ?? position,
                $"the system '{selection.System}' has no environment '{selection.Environment}'",
                Hint.For(selection.Environment, SystemFiles.Environments(files.Root, selection.System)));
            return false;
        }

        return true;
    }

    private static YamlMap? ReadSystemFile(ProjectFiles files, string system, string file, ProblemList problems)
    {
        var map = files.Read($"{SystemFiles.Folder}/{system}/{file}", problems);
        if (map is not null && file != SystemFiles.Migration)
        {
            RefuseLoaderKeys(map, problems);
        }

        return map;
    }

    private static YamlMap? ReadMigration(ProjectFiles files, string system, ProblemList problems)
    {
        var file = $"{SystemFiles.Folder}/{system}/{SystemFiles.Migration}";
        return File.Exists(Path.Combine(files.Root, file)) ? files.Read(file, problems) : new YamlMap([], new Position(file, 0));
    }

    private static YamlMap FoldEnvironment(
        YamlMap system, YamlMap environment, string name, IReadOnlyList<PhaseChanges> steps, ProblemList problems)
    {
        var folded = YamlFold.Fold(new YamlMap([], system.Position), system, problems);
        folded = YamlFold.Fold(folded, environment, problems);
        foreach (var step in steps)
        {
            if (step.Environment is null || step.Environment == name)
            {
                RefuseLoaderKeys(step.Changes, problems);
                folded = YamlFold.Fold(folded, step.Changes, problems);
            }
        }

        return folded;
    }

    /// <summary>
    /// Loads the system of the owner of the cluster that a stack lives in, folded as for the owner's own stack: its phase, its
    /// overrides. Null for a stack that owns its cluster, or whose owner cannot be read, which is then among the problems.
    /// </summary>
    private static OwnerFold? OwnersSystem(
        ProjectFiles files,
        StackSelection selection,
        YamlMap system,
        YamlMap folded,
        MigrationSpec migration,
        string? stack,
        ProblemList problems)
    {
        if (folded.Find(ClusterKey)?.Value is not YamlMap cluster || cluster.Find(FromKey) is not { Value: YamlScalar from })
        {
            return null;
        }

        if (from.Text == selection.Environment || !SystemFiles.HasEnvironment(files.Root, selection.System, from.Text))
        {
            var environments = SystemFiles.Environments(files.Root, selection.System);
            problems.Add(
                from.Position,
                $"the cluster comes from '{from.Text}', which is no other environment of '{selection.System}'",
                Hint.For(from.Text, [.. environments.Where(name => name != selection.Environment)]));
            return null;
        }

        if (ReadSystemFile(files, selection.System, SystemFiles.Environment(from.Text), problems) is not { } owner)
        {
            return null;
        }

        // Problems of the owner's own files are reported when the owner is checked.
        var unreported = new ProblemList();
        var file = stack is null ? null : StackFile.Read(files, stack).Select(unreported);
        var phase = PhaseOf(files, selection, file);
        var steps = PhaseOrder.UpTo(migration, phase, unreported, from.Position);
        var whole = FoldEnvironment(system, owner, from.Text, steps, unreported);
        var overrides = file?.Overrides?.Read(unreported);
        return new(from, overrides is null ? whole : YamlFold.Fold(whole, overrides, unreported), phase);
    }

    // Rules and selectors then use the real nodes, and allow-lists the real ranges.
    private static YamlMap WithOwnersCluster(YamlMap folded, OwnerFold owners, ProblemList problems)
    {
        if (owners.System.Find(ClusterKey)?.Value is not YamlMap cluster)
        {
            return folded;
        }

        if (cluster.Find(FromKey) is not null)
        {
            problems.Add(
                owners.From.Position,
                $"the environment '{owners.From.Text}' has no cluster of its own",
                "name the environment that owns one");
        }

        var shared = cluster.With(FromKey, owners.From);
        return folded.With(
            ClusterKey,
            folded.Find(ClusterKey)?.Value is YamlMap own && own.Find(FromStackKey) is { } stack
                ? shared.With(FromStackKey, stack.Value)
                : shared);
    }

    /// <summary>The stack that owns the cluster which this one lives in: the one whose file names the owning environment.</summary>
    private static string? OwnerOf(ProjectFiles files, StackSelection selection, YamlMap folded, ProblemList problems)
    {
        if (folded.Find(ClusterKey)?.Value is not YamlMap cluster || cluster.Find(FromKey) is not { Value: YamlScalar from })
        {
            return null;
        }

        var owners = new List<string>();
        foreach (var name in SystemFiles.Stacks(files.Root))
        {
            if (
                name != selection.Stack
                    && StackFile.Read(files, name).Select(new ProblemList()) is { } other
                    && other.System == selection.System
                    && other.Environment == from.Text)
            {
                owners.Add(name);
            }
        }

        if (cluster.Find(FromStackKey) is { Value: YamlScalar named })
        {
            if (owners.Contains(named.Text))
            {
                return named.Text;
            }

            problems.Add(
                named.Position,
                $"the stack '{named.Text}' is no stack of the environment '{from.Text}'",
                Hint.For(named.Text, owners));
            return null;
        }

        if (owners.Count == 1)
        {
            return owners[0];
        }

        problems.Add(
            from.Position,
            owners.Count == 0
                ? $"no stack of '{selection.System}' has the environment '{from.Text}', whose cluster this one lives in"
                : $"several stacks have the environment '{from.Text}': {string.Join(", ", owners)}",
            owners.Count == 0
                ? $"write a Pulumi.<stack>.yaml with infra:environment: {from.Text}"
                : "say in cluster.fromStack which one owns the cluster");
        return null;
    }

    private static SystemSpec Relocate(SystemSpec from, SystemSpec to, SourceMap sources)
    {
        sources.Move(from, to);
        return to;
    }

    private static void RefuseUnknownPhaseInForce(StackSelection selection, MigrationSpec migration, ProblemList problems)
    {
        if (new StepOrder(migration).PositionOf(selection.PhaseInForce) is null)
        {
            problems.Add(
                selection.PhaseInForceAt ?? new Position(SystemFiles.Stack(selection.Stack), 0),
                $"{SecretKeys.Project}:phaseInForce: there is no phase '{selection.PhaseInForce}'",
                migration.Phases.Count == 0
                    ? "the system has no phases; leave it out"
                    : $"write the one that the stack is at: {string.Join(", ", PhaseOrder.Names(migration))}");
        }
    }

    private static void RefuseLoaderKeys(YamlMap map, ProblemList problems)
    {
        if (map.Find("stack") is { } stack)
        {
            problems.Add(stack.Position, "'stack' cannot be set here", "the stack's config file says it");
        }

        if (map.Find("migration") is { } migration)
        {
            problems.Add(migration.Position, "'migration' cannot be set here", $"phases are in {SystemFiles.Migration}");
        }

        if (map.Find("guests") is { } guests)
        {
            problems.Add(
                guests.Position,
                "'guests' cannot be set here",
                $"an environment says itself where it lives, by {ClusterKey}.{FromKey}");
        }

        if (map.Find("environment")?.Value is YamlMap environment && environment.Find("name") is { } name)
        {
            problems.Add(name.Position, "the environment's name cannot be set", "it is the middle part of its file's name");
        }
    }

    private static YamlMap WithLoaderValues(YamlMap folded, StackSelection selection, string? owner, Position file)
    {
        var position = new Position(SystemFiles.Stack(selection.Stack), 0);
        YamlEntry Entry(string key, string value) => new(key, position, new YamlScalar(value, plain: false, position));
        var stack = new List<YamlEntry>
        {
            Entry("name", selection.Stack),
            Entry("system", selection.System),
            Entry("environment", selection.Environment),
        };
        if (selection.Phase is { } phase)
        {
            stack.Add(Entry("phase", phase));
        }

        if (owner is not null)
        {
            stack.Add(Entry("clusterOwner", owner));
        }

        var environment = folded.Find("environment")?.Value as YamlMap ?? new YamlMap([], file);
        return folded
            .With("stack", new YamlMap(stack, position))
            .With("environment", environment.With("name", new YamlScalar(selection.Environment, plain: false, position)));
    }

    /// <summary>The environment that owns the cluster, as <c>cluster.from</c> names it, and its folded system.</summary>
    private sealed record OwnerFold(YamlScalar From, YamlMap System, string? Phase);
}
