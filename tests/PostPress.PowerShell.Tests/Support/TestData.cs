using System.Reflection;

namespace PostPress.PowerShell.Tests;

/// <summary>The files in Data: copies of what the provider documents.</summary>
internal static class TestData
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
