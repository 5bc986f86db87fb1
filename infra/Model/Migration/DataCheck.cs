namespace Infra.Model;

/// <summary>How a copy of data is verified.</summary>
public enum DataCheck
{
    /// <summary>Each table has as many rows.</summary>
    RowCounts,

    /// <summary>Each table or file has the same checksum.</summary>
    Checksums,

    /// <summary>The same query gives the same answer.</summary>
    Query,
}
