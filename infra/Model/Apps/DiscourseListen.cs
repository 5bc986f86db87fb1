namespace Infra.Model;

/// <summary>Way in which Discourse listens.</summary>
public enum DiscourseListen
{
    /// <summary>On a TCP port.</summary>
    Http,

    /// <summary>On a Unix socket, with socat beside it.</summary>
    Socket,
}
