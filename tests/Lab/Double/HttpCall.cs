namespace Infra.Lab.Double;

/// <summary>A request as it came.</summary>
/// <param name="Method">GET, POST or PUT.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="Token">The password the caller showed.</param>
/// <param name="Basic">User and password of basic authentication, as <c>user:password</c>; empty when there are none.</param>
/// <param name="Local">It came from the host itself.</param>
internal sealed record HttpCall(string Method, string Path, string Body, string Token, string Basic, bool Local);
