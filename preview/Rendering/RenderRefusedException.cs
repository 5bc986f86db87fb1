namespace Infra.Preview.Rendering;

/// <summary>
/// Error for an output directory with content that rendering would destroy. The message names the content and the remedy.
/// </summary>
public sealed class RenderRefusedException(string message) : Exception(message);
