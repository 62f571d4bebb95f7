// Draws icon.png, the icon of the packages: a drum, and on its shell the decaying spectrum of its sound.
// In this folder: dotnet run icon.cs
using System.Buffers.Binary;
using System.IO.Compression;

const int Size = 128;
const int Grid = 4; // samples along each side of a pixel

byte[] rows = new byte[Size * ((Size * 4) + 1)];
for (int y = 0; y < Size; y++)
{
    for (int x = 0; x < Size; x++)
    {
        double red = 0, green = 0, blue = 0, alpha = 0;
        for (int sample = 0; sample < Grid * Grid; sample++)
        {
            (double r, double g, double b, double a) = Paint(x + (((sample % Grid) + 0.5) / Grid), y + (((sample / Grid) + 0.5) / Grid));
            (red, green, blue, alpha) = (red + (r * a), green + (g * a), blue + (b * a), alpha + a);
        }

        int place = (y * ((Size * 4) + 1)) + 1 + (x * 4);
        double weight = Math.Max(alpha, 1e-9);
        rows[place] = (byte)Math.Round(red / weight);
        rows[place + 1] = (byte)Math.Round(green / weight);
        rows[place + 2] = (byte)Math.Round(blue / weight);
        rows[place + 3] = (byte)Math.Round(255 * alpha / (Grid * Grid));
    }
}

using FileStream file = File.Create("icon.png");
file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
byte[] header = new byte[13];
BinaryPrimitives.WriteInt32BigEndian(header, Size);
BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Size);
header[8] = 8; // bits a channel
header[9] = 6; // red, green, blue, alpha
WriteChunk(file, "IHDR"u8, header);
using (MemoryStream packed = new())
{
    using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
    {
        zlib.Write(rows);
    }

    WriteChunk(file, "IDAT"u8, packed.ToArray());
}

WriteChunk(file, "IEND"u8, []);

// Colour at a point, red, green, blue 0 … 255 and opacity 0 or 1.
static (double R, double G, double B, double A) Paint(double x, double y)
{
    double cornerX = Math.Max(Math.Abs(x - 64) - 44, 0);
    double cornerY = Math.Max(Math.Abs(y - 64) - 44, 0);
    if (Math.Sqrt((cornerX * cornerX) + (cornerY * cornerY)) > 18)
    {
        return (0, 0, 0, 0);
    }

    double top = Ellipse(x, y, 46);
    if (top < 1)
    {
        return top < 0.78 ? (244, 239, 226, 1) : (196, 203, 214, 1);
    }

    bool shell = Math.Abs(x - 64) < 42 && y > 46 && (y < 92 || Ellipse(x, y, 92) < 1);
    if (!shell)
    {
        return (32, 38, 58, 1);
    }

    double rim = y - Math.Sqrt(Math.Max(0, 1 - Math.Pow((x - 64) / 42, 2))) * 15;
    if (rim is > 86 or < 51)
    {
        return (196, 203, 214, 1);
    }

    double bar = Math.Floor((x - 29) / 9);
    bool inBar = bar is >= 0 and < 8 && (x - 29) % 9 < 6 && 92 - y > 0 && 92 - y < 30 * Math.Exp(-bar / 3) && y > 60;
    return inBar ? (255, 209, 102, 1) : (217, 72, 59, 1);
}

static double Ellipse(double x, double y, double centre) => Math.Pow((x - 64) / 42, 2) + Math.Pow((y - centre) / 15, 2);

static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
{
    byte[] chunk = new byte[12 + data.Length];
    BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
    type.CopyTo(chunk.AsSpan(4));
    data.CopyTo(chunk.AsSpan(8));
    BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32(chunk.AsSpan(4, 4 + data.Length)));
    output.Write(chunk);
}

// The checksum of PNG chunks (ISO 3309).
static uint Crc32(ReadOnlySpan<byte> bytes)
{
    uint crc = uint.MaxValue;
    foreach (byte value in bytes)
    {
        crc ^= value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
        }
    }

    return ~crc;
}
