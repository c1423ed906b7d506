using System.Text;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>The encodings that text files come in.</summary>
internal static class TextEncoding
{
    /// <summary>The encoding of a name, such as utf-8, utf-16, latin-1 or windows-1252, which refuses bytes that mean nothing in it; null where there is none such.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            var known = CodePagesEncodingProvider.Instance.GetEncoding(Usual(name)) ?? Encoding.GetEncoding(Usual(name));
            var strict = (Encoding)known.Clone();
            strict.DecoderFallback = DecoderFallback.ExceptionFallback;
            return strict;
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Python's names, where .NET has another.</summary>
    private static string Usual(string name) => name.ToUpperInvariant().Replace('_', '-') switch
    {
        "LATIN-1" or "LATIN1" => "iso-8859-1",
        "CP1252" => "windows-1252",
        "CP1251" => "windows-1251",
        "CP1250" => "windows-1250",
        "UTF8" or "UTF-8-SIG" => "utf-8",
        "UTF16" => "utf-16",
        _ => name,
    };
}
