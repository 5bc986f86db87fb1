using Infra.Apps;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Yaml;

namespace Infra.Preview.Promotions;

/// <summary>
/// Decision where the image that is live in one stack becomes the image of the idle slot in another one. Nothing is written here.
/// </summary>
public static class PromotionPlan
{
    /// <summary>Names of the apps that can be promoted to a stack: those with two slots. Empty where the stack cannot be read.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack.</param>
    public static IReadOnlyList<string> Apps(string root, string stack) =>
        [.. (StackLoad.Load(root, stack).Result.Spec?.Apps ?? [])
            .Where(app => app.BlueGreen.Mode == BlueGreenMode.Full)
            .Select(app => app.Name)
            .Order(StringComparer.Ordinal)];

    /// <summary>Plans a promotion.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="name">The app.</param>
    /// <param name="from">The stack whose live image is taken.</param>
    /// <param name="to">The stack whose idle slot gets it.</param>
    public static Promotion Of(string root, string name, string from, string to)
    {
        var files = new ProjectFiles(root);
        var (source, target) = (StackLoad.Load(files, from), StackLoad.Load(files, to, withOthers: true));
        var errors = Errors(source).Concat(Errors(target)).Distinct(StringComparer.Ordinal).ToList();
        if (errors.Count > 0 || source.Result.Spec is not { } theirs || target.Result.Spec is not { } ours)
        {
            return new() { Problems = [.. errors, "nothing was written; correct what is reported above"] };
        }

        if (theirs.Stack.System != ours.Stack.System)
        {
            return Usage(
                $"--to: '{to}' is a stack of the system {ours.Stack.System}, and '{from}' of {theirs.Stack.System}; "
                    + "promote between environments of one system");
        }

        if (Find(theirs, name) is not { } live || Find(ours, name) is not { } app)
        {
            return Usage($"app '{name}': not described; {Hint.For(name, [.. ours.Apps.Select(each => each.Name)])}");
        }

        return Refusal(live, app, from, to) is { } refusal ? new() { Problems = [refusal] } : Planned(files, target, app, live, from);
    }

    private static Promotion Planned(ProjectFiles files, StackLoad target, AppSpec app, AppSpec live, string from)
    {
        var (to, image, slot) = (target.File.Stack, LiveImage(live)!, app.BlueGreen.Live == Slot.Blue ? Slot.Green : Slot.Blue);
        if (LiveImage(app) == image)
        {
            return new() { AlreadyThere = $"{app.Name}: {image} of {from} is live in {to} already; nothing was written" };
        }

        if (Workload.ImageOf(app, slot) == image)
        {
            return new()
            {
                AlreadyThere =
                    $"{app.Name}: the idle slot {SlotName.Of(slot)} of {to} has the image {image} of {from} already; nothing was written",
            };
        }

        var key = slot == Slot.Green ? "greenImage" : "blueImage";
        var setting = $"apps[{app.Name}].blueGreen.{key}";
        var spec = target.Result.Spec!;
        var file = $"{SystemFiles.Folder}/{spec.Stack.System}/{SystemFiles.Environment(spec.Environment.Name)}";
        var written = target.Result.Sources.Of(app.BlueGreen, key);
        if (target.Result.Sources.IsWritten(app.BlueGreen, key) && written.File != file && !IsBelow(written.File))
        {
            return Refused($"{written}: {setting}: this value wins over {file}; write {image} here, or remove it and promote again");
        }

        YamlStep[] path = [new("apps"), new(app.Name, IsEntry: true), new("blueGreen"), new(key)];
        var content = File.ReadAllBytes(Path.Combine(files.Root, file));
        return EditedFile.Set(content, file, path, image) is { } edit
            ? Verified(files, target, app, edit, setting, image, slot)
            : Refused($"{file}: {setting}: the file is written in a form that cannot be edited; write {key}: {image} by hand");
    }

    /// <summary>Loads the stack with the edited file: the image is the slot's, and no problem is new.</summary>
    private static Promotion Verified(
        ProjectFiles files, StackLoad target, AppSpec app, EditedFile edit, string setting, string image, Slot slot)
    {
        var again = StackLoad.Load(files.With(edit.Position.File, edit.Map), target.File.Stack, withOthers: true);
        if (Errors(again) is { Count: > 0 } errors)
        {
            return new() { Problems = [.. errors, $"nothing was written; {setting}: {image} would bring what is reported above"] };
        }

        var promoted = Find(again.Result.Spec!, app.Name)!;
        if (Workload.ImageOf(promoted, slot) != image || LiveImage(promoted) != LiveImage(app))
        {
            var winner = again.Result.Sources.Of(promoted.BlueGreen);
            return Refused(
                $"{winner}: apps[{app.Name}].blueGreen: what is written here wins over {edit.Position.File}; write {image} here");
        }

        var known = target.Result.Problems.Select(problem => problem.Wrong).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Edit = edit,
            Image = image,
            Slot = slot,
            Warnings = [.. again.Result.Problems.Where(problem => !known.Contains(problem.Wrong)).Select(problem => problem.ToString())],
        };
    }

    /// <summary>The reason why an app cannot be promoted between two stacks of one system; null for none.</summary>
    private static string? Refusal(AppSpec live, AppSpec app, string from, string to)
    {
        if (app.BlueGreen.Mode != BlueGreenMode.Full)
        {
            return $"{app.Name}: does not have two slots in {to}; set apps[{app.Name}].blueGreen.mode: full, or change its image";
        }

        if (!live.OnCluster() || live is { Replicas: 0, Autoscaling: null })
        {
            return $"{live.Name}: {from} runs it nowhere on its cluster, so no version of it is proven there; "
                + $"bring {from} to a phase in which it runs on k3s";
        }

        return !app.OnCluster()
            ? $"{app.Name}: {to} does not run it on its cluster, where its slots would be; bring {to} to a phase in which it runs on k3s"
            : LiveImage(live) is null ? $"{live.Name}: has no image in {from}; a chart names its images itself" : null;
    }

    /// <summary>Whether a file is folded before the environment's.</summary>
    private static bool IsBelow(string file) => Path.GetFileName(file) == SystemFiles.System;

    private static List<string> Errors(StackLoad load) =>
        [.. load.Result.Problems.Where(problem => problem.Level == ProblemLevel.Error).Select(problem => problem.ToString())];

    private static AppSpec? Find(SystemSpec system, string name) => system.Apps.FirstOrDefault(app => app.Name == name);

    private static Promotion Usage(string problem) => new() { Problems = [problem], IsUsage = true };

    private static Promotion Refused(string problem) => new() { Problems = [problem] };

    /// <summary>The image that answers visitors; null for a chart.</summary>
    private static string? LiveImage(AppSpec app) => Workload.ImageOf(app, app.BlueGreen.Live);
}
