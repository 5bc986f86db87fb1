using System.Collections;

namespace Pulumi.Testing;

/// <summary>
/// Arguments that also report findings missing from the plain inputs, by kind: the paths of `secret`, `secretMap` and `unknown` inputs,
/// each an array of property names and list positions, and each `dependency`, a resource. The official SDK has no equivalent; there a mock
/// must walk the arguments of the resource itself. Not public: a mock tests whether the arguments implement the lookup.
/// </summary>
internal sealed class ReportingMockResourceArgs(List<InputFinding>? findings, object? dependencies)
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
                return Dependencies.ToSet(dependencies);
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

    /// <inheritdoc/>
    public bool Contains(string key) => this[key].Any();

    /// <inheritdoc/>
    public IEnumerator<IGrouping<string, object>> GetEnumerator() =>
        Kinds.SelectMany(kind => this[kind], (kind, found) => (kind, found)).GroupBy(pair => pair.kind, pair => pair.found).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
