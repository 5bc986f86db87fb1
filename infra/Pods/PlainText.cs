namespace Infra.Pods;

/// <summary>
/// Texts for variables, commands and arguments of containers, and for commands of their probes. There the kubelet replaces
/// <c>$(NAME)</c> and <c>$$</c>
/// (https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/); commands before the stop it
/// takes as they are.
/// </summary>
internal static class PlainText
{
    /// <summary>A text that reaches the program in the container as it is.</summary>
    public static string Of(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>Texts that reach the program in the container as they are.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> texts) => [.. texts.Select(Of)];
}
