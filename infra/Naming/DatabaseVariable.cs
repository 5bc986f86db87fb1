using Infra.Model;

namespace Infra.Naming;

/// <summary>Value of a variable that names a property of a database: plain text, or a key of a secret.</summary>
/// <param name="Value">The plain text; null for a key of a secret.</param>
/// <param name="SecretName">The secret in the pod's own namespace; null for plain text.</param>
/// <param name="SecretKey">The key in that secret.</param>
public sealed record DatabaseVariable(string? Value, string? SecretName, string? SecretKey)
{
    /// <summary>The value that a reference stands for; null for a database that is not on the cluster.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="pooled">Whether it is that of the pooler, where there is one.</param>
    public static DatabaseVariable? Of(SystemSpec spec, DatabaseReference reference, bool pooled) =>
        DatabaseAccess.Find(spec, reference)?.Variable(reference.Property, pooled);
}
