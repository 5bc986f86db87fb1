namespace Infra.Model;

/// <summary>Where Discourse listens.</summary>
public enum DiscourseListen
{
    /// <summary>On a TCP port.</summary>
    Http,

    /// <summary>On a Unix socket, with socat beside it.</summary>
    Socket,
}
