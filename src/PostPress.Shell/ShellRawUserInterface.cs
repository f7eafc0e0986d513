using System.Management.Automation.Host;

namespace PostPress.Shell;

/// <summary>What the formatter asks of the terminal: its width. Nothing else is offered.</summary>
internal sealed class ShellRawUserInterface : PSHostRawUserInterface
{
    private const int PlainWidth = 120;

    public override Size BufferSize { get; set; } = new(Width(), 3000);

    public override Size WindowSize { get => new(Width(), 50); set => throw Unsupported(); }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = "PostPress";

    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw Unsupported();

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw Unsupported();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Unsupported();

    private static int Width() => Console.IsOutputRedirected ? PlainWidth : Math.Max(40, Console.WindowWidth);

    private static NotSupportedException Unsupported() => new("This host has no screen buffer.");
}
