using Pulumi;

namespace Infra.Crds;

/// <summary>A password before the app.</summary>
public sealed class MiddlewareBasicAuthArgs : ResourceArgs
{
    /// <summary>The secret whose one entry has the users' lines.</summary>
    [Input("secret")]
    public Input<string>? Secret { get; set; }

    /// <summary>Keeps the password from the app.</summary>
    [Input("removeHeader")]
    public Input<bool>? RemoveHeader { get; set; }
}
