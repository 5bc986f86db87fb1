namespace Infra.Preview.Rendering;

/// <summary>The output directory holds something that rendering would destroy. The message names it and says what to do.</summary>
public sealed class RenderRefusedException(string message) : Exception(message);
