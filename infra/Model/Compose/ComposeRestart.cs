namespace Infra.Model;

/// <summary>Case in which Docker starts a stopped container again.</summary>
public enum ComposeRestart
{
    /// <summary>Always, also at the start of the daemon, unless somebody stopped it.</summary>
    UnlessStopped,

    /// <summary>Always, also after somebody stopped it, at the start of the daemon.</summary>
    Always,

    /// <summary>After a failure.</summary>
    OnFailure,

    /// <summary>Never.</summary>
    No,
}
