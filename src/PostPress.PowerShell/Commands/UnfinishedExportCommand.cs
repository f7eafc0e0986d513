using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>A cmdlet about unfinished exports, found by the file, the folder or the path with {AccountId} that was given to the export.</summary>
public abstract class UnfinishedExportCommand : PostPressCommand
{
    private protected const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>The file of the export; a folder, or a path with {AccountId}, for all exports there.</summary>
    public abstract string[] Path { get; set; }

    /// <summary>The same; -Path is no pattern either. Braces around another word than AccountId are part of the name here.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [ListArgument]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Takes the exports that are meant.</summary>
    private protected override void Process()
    {
        foreach (var path in ParameterSetName == LiteralPathSet ? LiteralPath : Path)
        {
            foreach (var target in Find(path))
            {
                try
                {
                    Take(target);
                }
                catch (ExportFileException exception)
                {
                    WriteError(ErrorRecords.From(exception));
                }
            }
        }
    }

    private IReadOnlyList<string> Find(string path)
    {
        try
        {
            return [.. ExportTargets.FindUnfinished(this, path, isLiteral: ParameterSetName == LiteralPathSet)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(ErrorRecords.From(FileFailure.OfReading(path, exception)));
            return [];
        }
    }

    /// <summary>Takes an export, by the file that it is to become.</summary>
    private protected abstract void Take(string target);
}
