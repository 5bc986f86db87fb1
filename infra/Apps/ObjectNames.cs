using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>
/// Names of the objects of a kind that described things make in each namespace, with the first owner of each. Pods are a kind too: their
/// name label is what services, budgets and policies select.
/// </summary>
/// <param name="context">Takes the problems.</param>
/// <param name="kind">The kind, as in a sentence.</param>
/// <param name="reported">The records whose names are reported already; a name that is taken for several kinds is one problem.</param>
internal sealed class ObjectNames(ValidationContext context, string kind, HashSet<object> reported)
{
    private readonly Dictionary<string, (INamed? Record, string Owner)> _owners = new(StringComparer.Ordinal);

    /// <summary>Reserves a name without a report: for what other rules keep apart.</summary>
    /// <param name="place">The namespace.</param>
    /// <param name="name">The name.</param>
    /// <param name="record">Record of the owner; null for Kubernetes itself.</param>
    /// <param name="owner">The owner, as in a sentence.</param>
    public void Reserve(string place, string name, INamed? record, string owner) => _owners.TryAdd($"{place}/{name}", (record, owner));

    /// <summary>Adds the names of a record, and reports the first that another has already.</summary>
    /// <param name="record">The record.</param>
    /// <param name="place">The namespace.</param>
    /// <param name="names">The names.</param>
    public void Add(INamed record, string place, params IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!_owners.TryAdd($"{place}/{name}", (record, $"'{record.Name}'")))
            {
                Report(record, place, name, _owners[$"{place}/{name}"]);
                return;
            }
        }
    }

    // Two records of one type and name are reported as such elsewhere.
    private void Report(INamed record, string place, string name, (INamed? Record, string Owner) first)
    {
        if ((first.Record is { } other && (ReferenceEquals(other, record) || IsTwin(other, record))) || !reported.Add(record))
        {
            return;
        }

        var where = first.Record is { } known && context.IsWritten(known) ? $"; the first is at {context.Of(known, "name")}" : "";
        context.Error(
            record,
            "name",
            $"the {kind} '{name}' in '{place}' belongs to {first.Owner} already",
            $"choose another name, or another namespace{where}");
    }

    private static bool IsTwin(INamed left, INamed right) =>
        left is AppSpec or InitJobSpec && left.GetType() == right.GetType() && left.Name == right.Name;
}
