using System.Collections;

namespace Pulumi.Testing;

/// <summary>
/// Arguments that also report findings missing from the plain inputs, by kind: the paths of `secret`, `secretMap` and `unknown` inputs,
/// each an array of property names and list positions, and each `dependency`, an array of a
/// property name and a resource. The official SDK has no equivalent; there a mock
/// must walk the arguments of the resource itself. Not public: a mock tests whether the arguments implement the lookup.
/// </summary>
internal sealed class ReportingMockResourceArgs(List<InputFinding>? findings, Dictionary<string, object>? dependencies)
    : MockResourceArgs, ILookup<string, object>
{
    private static readonly string[] Kinds = [InputFinding.Secret, InputFinding.SecretMap, InputFinding.Unknown, InputFinding.Dependency];

    /// <inheritdoc/>
    public int Count => Kinds.Count(Contains);

    /// <inheritdoc/>
    public IEnumerable<object> this[string key]
    {
        get
        {
            if (key == InputFinding.Dependency)
            {
                return DependenciesByProperty();
            }

            if (findings is null)
            {
                return [];
            }

            var paths = new List<object>();
            foreach (var finding in findings)
            {
                if (finding.Kind == key)
                {
                    paths.Add(finding.Path);
                }
            }

            return paths;
        }
    }

    private List<object[]> DependenciesByProperty()
    {
        var pairs = new List<object[]>();
        if (dependencies is null)
        {
            return pairs;
        }

        foreach (var (property, resources) in dependencies)
        {
            foreach (var resource in Dependencies.ToSet(resources))
            {
                pairs.Add([property, resource]);
            }
        }

        return pairs;
    }

    /// <inheritdoc/>
    public bool Contains(string key) => this[key].Any();

    /// <inheritdoc/>
    public IEnumerator<IGrouping<string, object>> GetEnumerator() =>
        Kinds.SelectMany(kind => this[kind], (kind, found) => (kind, found)).GroupBy(pair => pair.kind, pair => pair.found).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
