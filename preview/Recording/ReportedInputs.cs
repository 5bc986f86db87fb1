using System.Collections;
using System.Collections.Immutable;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// Findings about a resource's inputs that the SDK passes to the mock with their plain values, so that the arguments need not be walked
/// again. The offline SDK does so through arguments that also implement a lookup; with the official one <see cref="ArgumentWalk"/> finds
/// the same.
/// </summary>
internal static class ReportedInputs
{
    /// <summary>
    /// Adds the reported findings, as the walk would list them. Returns false when the SDK reports nothing or a value is unknown.
    /// </summary>
    /// <param name="reported">The lookup by kind of finding; null when the SDK has none.</param>
    /// <param name="inputs">The plain inputs.</param>
    /// <param name="findings">Receives dependencies and paths.</param>
    /// <param name="mask">Receives the secret texts.</param>
    public static bool TryTake(
        ILookup<string, object>? reported, ImmutableDictionary<string, object>? inputs, InputFindings findings, SecretMask mask)
    {
        // A property that contains an unknown value is missing from the plain inputs: its secrets are found by walking the arguments.
        if (reported is null || inputs is null || reported.Contains("unknown"))
        {
            return false;
        }
        foreach (var dependency in reported["dependency"])
        {
            var pair = (object[])dependency;
            findings.AddDependency((string)pair[0], (Resource)pair[1]);
        }
        foreach (var found in reported["secret"])
        {
            var path = (object[])found;
            findings.Secrets.Add(Segments(path));
            if (At(inputs, path) is string text)
            {
                mask.Learn(text);
            }
        }
        foreach (var found in reported["secretMap"])
        {
            var path = (object[])found;
            var segments = new List<string>(Segments(path));
            findings.SecretMaps.Add([.. segments]);
            AddLeaves(At(inputs, path), segments, findings, mask);
        }
        return true;
    }

    private static void AddLeaves(object? value, List<string> path, InputFindings findings, SecretMask mask)
    {
        switch (value)
        {
            case null:
                return;
            case ImmutableDictionary<string, object> map:
                foreach (var (key, item) in map)
                {
                    AddLeavesBelow(key, item, path, findings, mask);
                }
                return;
            case IList list:
                for (var i = 0; i < list.Count; i++)
                {
                    AddLeavesBelow(PropertyPath.At(i), list[i], path, findings, mask);
                }
                return;
            default:
                findings.AddLeaf(path, value, mask);
                return;
        }
    }

    private static void AddLeavesBelow(string segment, object? value, List<string> path, InputFindings findings, SecretMask mask)
    {
        path.Add(segment);
        AddLeaves(value, path, findings, mask);
        path.RemoveAt(path.Count - 1);
    }

    private static string[] Segments(object[] path)
    {
        var segments = new string[path.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = path[i] is int position ? PropertyPath.At(position) : (string)path[i];
        }
        return segments;
    }

    private static object? At(ImmutableDictionary<string, object> inputs, object[] path)
    {
        object? value = inputs;
        foreach (var step in path)
        {
            value = (value, step) switch
            {
                (ImmutableDictionary<string, object> map, string key) => map.GetValueOrDefault(key),
                (IList list, int position) when position < list.Count => list[position],
                _ => null,
            };
        }
        return value;
    }
}
