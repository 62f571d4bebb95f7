using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrumClassification.Tests.Decoding;

namespace DrumClassification.Tests.Browsing;

/// <summary>A library and a running <c>drums browse</c> over it, as a user has it: with the real model, in a process of its own.</summary>
public abstract class BrowsedSounds : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public string Sounds => _folder["in"];

    public string Database => _folder["library.db"];

    public string Address { get; private set; } = "";

    public HttpClient Http { get; } = new();

    public string this[string path] => _folder[path];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Sounds);
        Make();

        // What was written in this very moment is read once more by the next indexing.
        foreach (string file in Directory.GetFiles(Sounds, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2004, 4, 4, 4, 4, 4, DateTimeKind.Utc));
        }

        _process = DrumsProcess.Start("browse", Sounds, "--index", Database, "--no-open");
        Address = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
        await IdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        if (_process is { } process)
        {
            await DrumsProcess.InterruptAsync(process);
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>Waits until nothing is going on.</summary>
    /// <returns>How things stand.</returns>
    public async Task<JsonNode> IdleAsync()
    {
        while (true)
        {
            JsonNode state = (await Http.GetFromJsonAsync<JsonNode>(Address + "api/state"))!;
            if (!state["indexing"]!["isRunning"]!.GetValue<bool>() && !state["work"]!["isRunning"]!.GetValue<bool>() && state["library"]!["sounds"]!.GetValue<int>() > 0)
            {
                return state;
            }

            await Task.Delay(50);
        }
    }

    /// <summary>The rows of a list.</summary>
    public async Task<JsonArray> RowsAsync(object question)
    {
        using HttpResponseMessage made = await PostAsync("api/views", question);
        JsonNode view = JsonNode.Parse(await made.Content.ReadAsStringAsync())!;
        return (await Http.GetFromJsonAsync<JsonNode>(string.Create(CultureInfo.InvariantCulture, $"{Address}api/rows?view={view["view"]}&from=0&count=100")))!["rows"]!.AsArray();
    }

    /// <summary>The number of the sound with a name.</summary>
    public async Task<long> IdAsync(string name) => (await RowsAsync(new { text = name }))[0]!["id"]!.GetValue<long>();

    public Task<HttpResponseMessage> PostAsync(string path, object body) =>
        Http.PostAsync(Address + path, new StringContent(JsonSerializer.Serialize(body), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

    /// <summary>Makes the sounds, in <see cref="Sounds"/>.</summary>
    protected abstract void Make();

    /// <summary>Writes a sound in formats that browsers do not all play, each at another level so that no bytes and names are the same.</summary>
    protected void WriteFormats(float[] samples, int rate)
    {
        int[] whole = [.. samples.Select(sample => (int)Math.Clamp(sample * 32767, -32768, 32767))];
        File.WriteAllBytes(_folder["in/formats.flac"], new FlacWriter(1, rate, 16).AddAll([whole], 4096).ToBytes());
        File.WriteAllBytes(_folder["in/formats.aiff"], Aiff(whole, rate));
        File.WriteAllBytes(_folder["in/formats64.wav"], WavWriter.ToBytes([.. samples.Select(sample => sample / 2)], rate, encoding: WavEncoding.Ieee64));
        if (AudioDecoder.LibsndfileVersion is not null)
        {
            SndfileWriter.Write(_folder["in/adpcm.wav"], samples, rate, 1, SndfileWriter.WavImaAdpcm);
        }
        else
        {
            File.WriteAllBytes(_folder["in/adpcm.wav"], WavWriter.ToBytes([.. samples.Select(sample => sample / 3)], rate));
        }
    }

    /// <summary>AIFF, 16-bit mono, big-endian; the rate is an 80-bit float.</summary>
    private static byte[] Aiff(int[] samples, int rate)
    {
        byte[] sound = [.. samples.SelectMany(sample => new[] { (byte)(sample >> 8), (byte)sample })];
        int exponent = 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)rate);
        ulong mantissa = (ulong)rate << (63 - exponent);
        byte[] common = [0, 1, .. Big(samples.Length), 0, 16, (byte)((16383 + exponent) >> 8), (byte)(16383 + exponent), .. Big((int)(mantissa >> 32)), .. Big((int)mantissa)];
        byte[] body = [.. "AIFF"u8, .. "COMM"u8, .. Big(common.Length), .. common, .. "SSND"u8, .. Big(sound.Length + 8), .. Big(0), .. Big(0), .. sound];
        return [.. "FORM"u8, .. Big(body.Length), .. body];

        static byte[] Big(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
    }
}
