namespace Infra.Model.Validation;

/// <summary>The environments a system has, asked one at a time: listing a folder costs more than knowing one file.</summary>
/// <param name="Exists">Whether there is an environment of a name.</param>
/// <param name="List">All of them, for hints.</param>
public sealed record KnownEnvironments(Func<string, bool> Exists, Func<IReadOnlyList<string>> List)
{
    /// <summary>A given set of environments.</summary>
    public static KnownEnvironments Of(params IReadOnlyList<string> names) => new(names.Contains, () => names);
}
