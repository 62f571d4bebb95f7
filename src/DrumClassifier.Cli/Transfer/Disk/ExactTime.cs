using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>A time of a file to the nanosecond; the runtime's own times end at 100 ns.</summary>
/// <param name="Utc">The time in UTC, cut to 100 ns.</param>
/// <param name="Rest">What was cut, 0 … 99 ns.</param>
[JsonConverter(typeof(ExactTimeConverter))]
internal readonly record struct ExactTime(DateTime Utc, int Rest)
{
    /// <summary>Nanoseconds in a tick of <see cref="DateTime"/>.</summary>
    public const int NanosecondsPerTick = 100;

    /// <summary>A time that is known to 100 ns only.</summary>
    public static implicit operator ExactTime(DateTime utc) => new(utc, 0);

    /// <summary>A time as Unix systems have it.</summary>
    /// <param name="seconds">Seconds since 1970, in UTC.</param>
    /// <param name="nanoseconds">Nanoseconds, 0 … 999,999,999.</param>
    public static ExactTime FromUnix(long seconds, uint nanoseconds) =>
        new(DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / NanosecondsPerTick)), (int)(nanoseconds % NanosecondsPerTick));

    /// <summary>The time as Unix systems have it: seconds since 1970 in UTC, and nanoseconds, 0 … 999,999,999.</summary>
    public (long Seconds, long Nanoseconds) ToUnix()
    {
        (long seconds, long ticks) = Math.DivRem((Utc - DateTime.UnixEpoch).Ticks, TimeSpan.TicksPerSecond);
        return ticks < 0
            ? (seconds - 1, ((ticks + TimeSpan.TicksPerSecond) * NanosecondsPerTick) + Rest)
            : (seconds, (ticks * NanosecondsPerTick) + Rest);
    }

    /// <summary>ISO 8601; nine digits only where seven do not say it all.</summary>
    public override string ToString()
    {
        string text = Utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        return (Rest > 0 ? text + Rest.ToString("00", CultureInfo.InvariantCulture) : text.TrimEnd('0').TrimEnd('.')) + "Z";
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out ExactTime time)
    {
        time = default;
        int rest = 0;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && text.Length == point + 11 && int.TryParse(text.AsSpan(point + 8, 2), NumberStyles.None, CultureInfo.InvariantCulture, out rest))
        {
            text = text[..(point + 8)] + "Z";
        }

        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        if (!DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture, Utc, out DateTime utc))
        {
            return false;
        }

        time = new ExactTime(utc, rest);
        return true;
    }
}

/// <summary>Times to JSON and back.</summary>
internal sealed class ExactTimeConverter : JsonConverter<ExactTime>
{
    /// <inheritdoc />
    public override ExactTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ExactTime.TryParse(reader.GetString()!, out ExactTime time) ? time : throw new JsonException("no time");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ExactTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
