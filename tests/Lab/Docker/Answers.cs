using System.Net.Sockets;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>Answers of a name to one request after another, each by a connection of its own, from the start to the end.</summary>
internal sealed class Answers
{
    private readonly LabNet _net;
    private readonly Uri _address;
    private readonly List<(string Text, int Count)> _course = [];
    private readonly HashSet<string> _failures = new(StringComparer.Ordinal);
    private readonly Task _asking;
    private volatile bool _ends;

    private Answers(LabNet net, Uri address)
    {
        (_net, _address) = (net, address);
        _asking = Task.Run(AskAsync);
    }

    /// <summary>Starts to ask.</summary>
    public static Answers Of(LabNet net, Uri address) => new(net, address);

    /// <summary>Ends, and fails the test where a request was not answered; otherwise returns the different answers.</summary>
    public async Task<IEnumerable<string>> EndAsync()
    {
        _ends = true;
        await _asking;
        Assert.True(_failures.Count == 0, string.Join(", ", _course.Select(part => $"{part.Count} times {part.Text}")));
        return _course.Select(part => part.Text).Distinct().Order();
    }

    /// <summary>One answer.</summary>
    public static async Task<string> OneAsync(LabNet net, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.ConnectionClose = true;
        using var response = await net.Client.SendAsync(request);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Trim();
    }

    private async Task AskAsync()
    {
        // The machine belongs to what is watched.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!_ends && await pace.WaitForNextTickAsync())
        {
            string text;
            try
            {
                text = await OneAsync(_net, _address);
            }
            catch (Exception error) when (error is HttpRequestException or SocketException or TaskCanceledException or IOException)
            {
                text = error.Message;
                _failures.Add(text);
            }

            var last = _course.Count - 1;
            if (last >= 0 && _course[last].Text == text)
            {
                _course[last] = (text, _course[last].Count + 1);
            }
            else
            {
                _course.Add((text, 1));
            }
        }
    }
}
