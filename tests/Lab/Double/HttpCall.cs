namespace Infra.Lab.Double;

/// <summary>An HTTP request.</summary>
/// <param name="Method">GET, POST or PUT.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="Token">The password that the caller sent.</param>
/// <param name="Basic">User and password of basic authentication, as <c>user:password</c>; empty when there are none.</param>
/// <param name="Local">Whether the request came from the host itself.</param>
internal sealed record HttpCall(string Method, string Path, string Body, string Token, string Basic, bool Local);
