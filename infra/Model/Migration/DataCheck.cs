namespace Infra.Model;

/// <summary>Method of verifying a copy of data.</summary>
public enum DataCheck
{
    /// <summary>Every table has the same number of rows.</summary>
    RowCounts,

    /// <summary>Every table or file has the same checksum.</summary>
    Checksums,

    /// <summary>The same query gives the same result.</summary>
    Query,
}
