using Pulumi;

namespace Infra.Crds;

/// <summary>A new, empty cluster.</summary>
public sealed class PostgresInitArgs : ResourceArgs
{
    /// <summary>Encoding of its databases.</summary>
    [Input("encoding")]
    public Input<string>? Encoding { get; set; }

    /// <summary>What counts as a letter.</summary>
    [Input("localeCType")]
    public Input<string>? LocaleCType { get; set; }

    /// <summary>The order of texts.</summary>
    [Input("localeCollate")]
    public Input<string>? LocaleCollate { get; set; }

    /// <summary>Checksums on every page.</summary>
    [Input("dataChecksums")]
    public Input<bool>? DataChecksums { get; set; }
}
