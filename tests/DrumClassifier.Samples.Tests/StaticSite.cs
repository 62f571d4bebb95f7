using System.Net;

namespace DrumClassification.Tests;

/// <summary>Serves a folder over HTTP to this machine, as any static host does.</summary>
internal sealed class StaticSite : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;

    /// <summary>Starts serving.</summary>
    public StaticSite(string folder)
    {
        _folder = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Where it is.</summary>
    public string Address { get; }

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext request = await _listener.GetContextAsync();
                Answer(request.Request.Url!.AbsolutePath, request.Response);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The browser has gone, or the test is over.
            }
        }
    }

    private void Answer(string path, HttpListenerResponse response)
    {
        string file = Path.GetFullPath(_folder + (path == "/" ? "index.html" : path[1..]));
        if (!file.StartsWith(_folder, StringComparison.Ordinal) || !File.Exists(file))
        {
            response.StatusCode = 404;
            response.Close();
            return;
        }

        response.ContentType = Path.GetExtension(file) switch
        {
            ".html" => "text/html",
            ".css" => "text/css",
            ".js" or ".mjs" => "text/javascript",
            ".json" => "application/json",
            ".wasm" => "application/wasm",
            _ => "application/octet-stream",
        };
        response.Close(File.ReadAllBytes(file), willBlock: true);
    }
}
