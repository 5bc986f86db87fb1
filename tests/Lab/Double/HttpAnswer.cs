namespace Infra.Lab.Double;

/// <summary>An answer.</summary>
internal sealed record HttpAnswer(int Status, string Body);
