using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DrumClassification.Cli.Browse;

/// <summary>
/// Lets in only who has the whole address. The token is the first part of every path, and not a cookie, because browsers send a cookie of
/// 127.0.0.1 to whatever else listens there, on any port.
/// </summary>
internal sealed class BrowseGate
{
    private const int TokenBytes = 32;

    // Scripts and styles from here alone and nothing inline; sounds also from memory of the page.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] _token;
    private string _host = "";

    /// <summary>Draws a token.</summary>
    public BrowseGate()
    {
        Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        _token = Encoding.UTF8.GetBytes(Token);
    }

    /// <summary>The token.</summary>
    public string Token { get; }

    /// <summary>The address of the page.</summary>
    public string Address => $"http://{_host}/{Token}/";

    /// <summary>Notes the port, when it is known.</summary>
    public void Use(int port) => _host = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    /// <summary>Looks at a request, takes the token off its path, and sets the headers that every answer has.</summary>
    /// <returns>False if it is to be refused.</returns>
    public bool Admits(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return IsFromHere(context.Request) && TakeToken(context.Request);
    }

    /// <summary>
    /// Another name for this machine is another site's (DNS rebinding), and another origin is another page. A browser says who asks; what says
    /// nothing is no page.
    /// </summary>
    private bool IsFromHere(HttpRequest request) =>
        request.Host.Value == _host
        && (request.Headers.Origin.Count == 0 || request.Headers.Origin == $"http://{_host}")
        && (request.Headers["Sec-Fetch-Site"].Count == 0 || request.Headers["Sec-Fetch-Site"] == "same-origin" || request.Headers["Sec-Fetch-Site"] == "none")
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || (HttpMethods.IsPost(request.Method) && request.HasJsonContentType()));

    private bool TakeToken(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        int end = path.IndexOf('/', Math.Min(1, path.Length));
        if (end < 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(path[1..end]), _token))
        {
            return false;
        }

        request.PathBase = path[..end];
        request.Path = path[end..];
        return true;
    }
}
