using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>Rules of the paths at which a container sees volumes, folders and files: each has its own, which can be made.</summary>
internal static class PathRules
{
    private const string SharedMemory = "/dev/shm";
    private static readonly string[] OfTheSystem = ["/dev", "/proc", "/sys"];

    private sealed record Place(object Record, string Path, string What, bool IsFile = false, bool IsReadOnly = false);

    /// <summary>Checks the rules for an app.</summary>
    public static void Check(ValidationContext context, AppSpec app)
    {
        List<Place> described =
        [
            .. app.Mounts.Select(mount => new Place(mount, mount.Path, $"volume '{mount.Name}'", IsReadOnly: mount.ReadOnly)),
            .. app.Scratch.Select(scratch => new Place(scratch, scratch.Path, $"scratch folder '{scratch.Name}'")),
            .. app.Files.Select(file => new Place(file, file.Path, $"file '{file.Name}'", IsFile: true)),
        ];
        var taken = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var own in Own(app, described))
        {
            taken.Add(own.Path, own);
        }

        foreach (var place in described)
        {
            if (!taken.TryAdd(place.Path, place))
            {
                context.Error(
                    place.Record,
                    "path",
                    $"the {taken[place.Path].What} of '{app.Name}' is at {place.Path} too",
                    "give each its own path");
            }

            if (OfTheSystem.Any(folder => IsIn(place.Path, folder)) && !IsIn(place.Path, SharedMemory))
            {
                context.Error(
                    place.Record,
                    "path",
                    $"{place.Path} is where the system's own files are, and the pod would not start or not work",
                    "choose another path");
            }
        }

        CheckNested(context, app, described, taken.Values);
    }

    private static void CheckNested(ValidationContext context, AppSpec app, List<Place> described, IReadOnlyCollection<Place> all)
    {
        foreach (var place in described)
        {
            foreach (var outer in all)
            {
                if (outer.Path == place.Path || !IsIn(place.Path, outer.Path))
                {
                    continue;
                }

                if (outer.IsFile)
                {
                    context.Error(
                        outer.Record,
                        "path",
                        $"the {place.What} of '{app.Name}' is at {place.Path}, so {outer.Path} is a folder and cannot be a file",
                        "write the path with the file's name");
                }
                else if (place.IsFile && outer.IsReadOnly)
                {
                    context.Error(
                        place.Record,
                        "path",
                        $"{place.Path} is in the {outer.What}, which is mounted read-only, so the file cannot be put there",
                        "choose a path outside, or mount the volume without readOnly");
                }
            }
        }
    }

    /// <summary>The folders that a pod has without a description, unless one stands in their place.</summary>
    private static IEnumerable<Place> Own(AppSpec app, List<Place> described)
    {
        if (app.Security.ReadOnlyRoot && !described.Any(place => !place.IsFile && place.Path == AppVolumes.Temporary))
        {
            yield return new(app, AppVolumes.Temporary, "folder of temporary files");
        }

        if (AppScriptFiles.Of(app).Count > 0)
        {
            yield return new(app, AppScripts.Folder, "folder of scripts", IsReadOnly: true);
        }
    }

    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal);
}
