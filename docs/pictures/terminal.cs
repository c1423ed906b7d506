// Draws a terminal's screen, text with ANSI colours on standard input, as an SVG on standard output: see `make picture`.
#:property PublishAot=false
#:property RunAnalyzers=false
#:property GenerateDocumentationFile=false
using System.Globalization;
using System.Net;
using System.Text;

const double width = 8.43, height = 18, margin = 14;
string[] palette =
[
    "#2e3436", "#ef5350", "#7cb342", "#ffb300", "#42a5f5", "#ab47bc", "#26a69a", "#d7dce2",
    "#7a828e", "#ff8a80", "#b2ff59", "#ffe57f", "#82b1ff", "#ea80fc", "#84ffff", "#ffffff",
];

var lines = Console.In.ReadToEnd().TrimEnd('\n').Split('\n');
var columns = lines.Max(VisibleLength);
var (w, h) = (columns * width + 2 * margin, lines.Length * height + 2 * margin);
var svg = new StringBuilder();
svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{w:0}" height="{h:0}" viewBox="0 0 {w:0} {h:0}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">""");
svg.AppendLine("""<rect width="100%" height="100%" rx="8" fill="#1b1f27"/>""");
for (var row = 0; row < lines.Length; row++)
{
    DrawLine(lines[row], margin + (row + 0.75) * height);
}

svg.AppendLine("</svg>");
Console.Out.Write(svg);

void DrawLine(string line, double y)
{
    var (colour, bold, column, start) = ("#d7dce2", false, 0, 0);
    while (start < line.Length)
    {
        var escape = line.IndexOf('\e', start);
        var text = line[start..(escape < 0 ? line.Length : escape)];
        if (text.Trim().Length > 0)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{margin + column * width:0.##}" y="{y:0.##}" textLength="{text.Length * width:0.##}" fill="{colour}"{(bold ? " font-weight=\"bold\"" : "")}>{WebUtility.HtmlEncode(text)}</text>""");
        }

        column += text.Length;
        if (escape < 0)
        {
            return;
        }

        var end = line.IndexOf('m', escape);
        (colour, bold) = Style(line[(escape + 2)..end], colour, bold);
        start = end + 1;
    }
}

(string Colour, bool Bold) Style(string codes, string colour, bool bold)
{
    var numbers = codes.Split(';').Select(code => int.TryParse(code, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
    for (var index = 0; index < numbers.Length; index++)
    {
        (colour, bold) = numbers[index] switch
        {
            0 => ("#d7dce2", false),
            1 => (colour, true),
            22 => (colour, false),
            39 => ("#d7dce2", bold),
            >= 30 and <= 37 => (palette[numbers[index] - 30], bold),
            >= 90 and <= 97 => (palette[numbers[index] - 82], bold),
            38 when numbers.ElementAtOrDefault(index + 1) == 5 => (Indexed(numbers[index += 2]), bold),
            38 when numbers.ElementAtOrDefault(index + 1) == 2 => ($"#{numbers[index + 2]:x2}{numbers[index + 3]:x2}{numbers[index += 4]:x2}", bold),
            _ => (colour, bold),
        };
    }

    return (colour, bold);
}

string Indexed(int index)
{
    int Level(int part) => part == 0 ? 0 : 55 + part * 40;
    return index switch
    {
        < 16 => palette[index],
        < 232 => $"#{Level((index - 16) / 36):x2}{Level((index - 16) / 6 % 6):x2}{Level((index - 16) % 6):x2}",
        _ => $"#{8 + (index - 232) * 10:x2}{8 + (index - 232) * 10:x2}{8 + (index - 232) * 10:x2}",
    };
}

static int VisibleLength(string line)
{
    var (length, start) = (0, 0);
    while (line.IndexOf('\e', start) is var escape and >= 0)
    {
        length += escape - start;
        start = line.IndexOf('m', escape) + 1;
    }

    return length + line.Length - start;
}
