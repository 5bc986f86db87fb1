namespace Infra.Lab.Double;

/// <summary>An HTTP response.</summary>
internal sealed record HttpAnswer(int Status, string Body);
