using System.Net.Sockets;

namespace Infra.Tests.Support;

/// <summary>The loop of a small server of a test: every connection is answered beside the others, until the listener is disposed.</summary>
internal static class AcceptLoop
{
    /// <summary>Serves connections.</summary>
    /// <param name="listener">The listener, which listens already.</param>
    /// <param name="answer">Answers on one connection, which is closed after it; a client may leave before its end.</param>
    public static async Task ServeAsync(TcpListener listener, Func<NetworkStream, Task> answer)
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync(), answer);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(TcpClient client, Func<NetworkStream, Task> answer)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                await answer(stream);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The client read as much as it wanted.
        }
    }
}
