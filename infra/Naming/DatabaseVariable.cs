using Infra.Model;

namespace Infra.Naming;

/// <summary>What a variable that names a database's property is: a plain value, or an entry of a secret.</summary>
/// <param name="Value">The value; null for an entry of a secret.</param>
/// <param name="SecretName">The secret in the pod's own namespace; null for a plain value.</param>
/// <param name="SecretKey">The secret's entry.</param>
public sealed record DatabaseVariable(string? Value, string? SecretName, string? SecretKey)
{
    /// <summary>A variable as described; null when it names no database on the cluster, or no property of one.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="reference">As described: <c>server/database/property</c>.</param>
    /// <param name="pooled">Through the pooler, where there is one.</param>
    public static DatabaseVariable? Of(SystemSpec spec, string reference, bool pooled) =>
        DatabaseAccess.Find(spec, reference)?.Variable(reference[(reference.LastIndexOf('/') + 1)..], pooled);
}
