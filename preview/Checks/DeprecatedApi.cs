namespace Infra.Preview.Checks;

/// <summary>A planned object of an API version that Kubernetes has removed or will remove.</summary>
/// <param name="IsGone">Whether the pinned version no longer serves it; otherwise it is still served, with a warning.</param>
/// <param name="Text"><c>resource: what is wrong; what would be right</c>.</param>
public sealed record DeprecatedApi(bool IsGone, string Text);
