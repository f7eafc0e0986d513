using System.Management.Automation.Language;

namespace PostPress.Package;

/// <summary>A manifest's text, its values read by PowerShell's own parser and replaced where they stand.</summary>
internal sealed class ModuleManifest(string text)
{
    public string Text { get; private set; } = text;

    public string Version => Value("ModuleVersion");

    public string Value(string key) => Values(key) is [var value] ? value : throw new InvalidOperationException($"The manifest has no single value for {key}.");

    public IReadOnlyList<string> Values(string key) => Find(key).SafeGetValue() switch
    {
        object[] many => [.. many.Select(one => (string)one)],
        var one => [(string)one],
    };

    public void SetText(string key, string value) => Replace(key, Quote(value));

    public void SetList(string key, IEnumerable<string> values) =>
        Replace(key, $"@(\n{string.Concat(values.Select(value => $"        {Quote(value)}\n"))}    )");

    private static string Quote(string value) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";

    private void Replace(string key, string expression)
    {
        var place = Find(key).Extent;
        Text = Text[..place.StartOffset] + expression + Text[place.EndOffset..];
    }

    private ExpressionAst Find(string key)
    {
        var script = Parser.ParseInput(Text, out _, out var errors);
        var pair = errors.Length > 0
            ? throw new InvalidOperationException($"The manifest: {errors[0].Message}")
            : script.FindAll(node => node is HashtableAst, true).Cast<HashtableAst>().SelectMany(table => table.KeyValuePairs)
                .SingleOrDefault(pair => pair.Item1.SafeGetValue() as string == key);
        return (pair?.Item2 as PipelineAst)?.GetPureExpression() ?? throw new InvalidOperationException($"The manifest has no {key}.");
    }
}
