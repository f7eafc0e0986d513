using System.Text;

namespace PostPress.Help;

/// <summary>
/// Turns <c>docs/</c> into what <c>Get-Help</c> reads: <c>PostPress.Help DOCS OUTPUT</c>, where OUTPUT is the module's folder en-US.
/// A fault in a file is said as a compiler says it, so that the build shows file and line.
/// </summary>
internal static class Program
{
    private const string MamlFile = "PostPress.PowerShell.dll-Help.xml";

    private static int Main(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            Console.Error.WriteLine("Usage: PostPress.Help DOCS OUTPUT");
            return 2;
        }

        try
        {
            Convert(docs: arguments[0], output: arguments[1]);
            return 0;
        }
        catch (HelpSourceException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    }

    private static void Convert(string docs, string output)
    {
        Directory.CreateDirectory(output);
        var cmdlets = Files(docs, "cmdlets").Select(file => CmdletHelpReader.Read(HelpPage.Load(file))).ToList();
        WriteFile(Path.Combine(output, MamlFile), MamlWriter.Write(cmdlets));
        foreach (var file in Files(docs, "about"))
        {
            WriteFile(Path.Combine(output, Path.GetFileNameWithoutExtension(file) + ".help.txt"), AboutWriter.Write(HelpPage.Load(file)));
        }
    }

    private static IEnumerable<string> Files(string docs, string folder) =>
        Directory.EnumerateFiles(Path.Combine(docs, folder), "*.md").Order(StringComparer.Ordinal);

    // A file is written whole or not at all: a test that runs at the same time never reads half of it. Windows PowerShell 5.1
    // recognizes UTF-8 only by its byte order mark.
    private static void WriteFile(string path, string text)
    {
        var part = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(part, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.Move(part, path, overwrite: true);
    }
}
