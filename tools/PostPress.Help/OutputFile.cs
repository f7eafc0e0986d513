using System.Text;

namespace PostPress.Help;

/// <summary>Writes what was made.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes a file whole or not at all: a test that runs at the same time never reads half of it. Windows PowerShell 5.1 knows
    /// UTF-8 in a text only by its byte order mark.
    /// </summary>
    public static void Write(string path, string text)
    {
        var part = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(part, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.Move(part, path, overwrite: true);
    }
}
