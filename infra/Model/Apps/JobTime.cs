namespace Infra.Model;

/// <summary>Time at which a job of an app runs.</summary>
public enum JobTime
{
    /// <summary>Before the pods of a version start, once for each version; those of another version still run.</summary>
    BeforeStart,

    /// <summary>
    /// After a version went live, once no slot runs another version: for what an older version could not live with. Afterwards there is no
    /// way back to it.
    /// </summary>
    Settled,
}
