using Infra.Model;

namespace Infra.Parts;

/// <summary>The accounts that bring objects back from a backup: what an admission policy admitted once may come back.</summary>
public static class RestoringAccounts
{
    /// <summary>Their user names in the API, of all parts.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="parts">All parts.</param>
    public static IReadOnlyList<string> Of(SystemSpec system, IReadOnlyList<StackPart> parts)
    {
        var accounts = new List<string>();
        foreach (var part in parts)
        {
            accounts.AddRange(part.RestoringAccounts(system));
        }

        return accounts;
    }
}
