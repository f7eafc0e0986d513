namespace PostPress.Help;

/// <summary>A fault in a markdown file, said as <c>file(line): error PPHELP: what is wrong</c>.</summary>
internal sealed class HelpSourceException(string file, int line, string exception) : Exception($"{file}({line}): error PPHELP: {exception}");
