using DrumClassification.Library.Storage;
using DrumClassification.Synthesis;
using Microsoft.AspNetCore.Http;

namespace DrumClassification.Cli.Browse;

/// <summary>Sounds as browsers play them.</summary>
internal static class SoundAudio
{
    private const int MostBits = 32;

    // Longer ones are no hits; what is played of them is their beginning.
    private static readonly AudioDecodeOptions Decoding = new() { MaxDuration = TimeSpan.FromMinutes(2) };

    /// <summary>The type under which browsers play a file as it is; null if they do not, or not all.</summary>
    public static string? PlayedAs(SoundLine sound) => sound.Format switch
    {
        // Not ADPCM and the telephone codecs.
        "WAV" when sound is { IsLossless: true, Bits: <= MostBits } => "audio/wav",
        "FLAC" => "audio/flac",
        "MP3" when Path.GetExtension(sound.Path).Equals(".mp3", StringComparison.OrdinalIgnoreCase) => "audio/mpeg",
        "Ogg Vorbis" or "Ogg Opus" or "Opus" => "audio/ogg",
        _ => null,
    };

    /// <summary>Sends a sound, or the part that was asked for: as it is, or, where browsers do not play that or <c>?decoded</c> asks for it, as 16-bit mono WAV.</summary>
    public static Task SendAsync(HttpContext context, SoundLine sound)
    {
        if (!context.Request.Query.ContainsKey("decoded") && PlayedAs(sound) is { } type)
        {
            return TypedResults.PhysicalFile(sound.Path, type, enableRangeProcessing: true).ExecuteAsync(context);
        }

        using var stream = new MemoryStream();
        WavFile.Write(stream, AudioDecoder.DecodeFile(sound.Path, Decoding));
        return TypedResults.Bytes(stream.ToArray(), "audio/wav", enableRangeProcessing: true).ExecuteAsync(context);
    }
}
