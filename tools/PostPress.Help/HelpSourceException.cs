namespace PostPress.Help;

/// <summary>A fault in a markdown file, said as <c>file(line): error PPHELP: what is wrong</c>.</summary>
internal sealed class HelpSourceException(string file, int line, string message) : Exception($"{file}({line}): error PPHELP: {message}");
