using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>A cmdlet that calls the API: it has a connection, and shows how far it is.</summary>
public abstract class ApiCommand : SettingsCommand
{
    /// <summary>Makes the cmdlet.</summary>
    /// <param name="activity">What it does, for the progress bar.</param>
    /// <param name="item">What it reads, for messages.</param>
    private protected ApiCommand(string activity, string item = "relation") => View = new RunView(this, activity, item);

    /// <summary>The connection to use instead of the runspace's own, e.g. <c>$using:connection</c> in a parallel block.</summary>
    [Parameter]
    [ValidateNotNull]
    public PostPressConnection? Connection { get; set; }

    private protected RunView View { get; }

    private protected sealed override void OnTick() => View.ShowProgress();

    /// <summary>The connection with what this call overrides.</summary>
    private protected PostPressConnection FindConnection()
    {
        var connection = PostPressSession.Current.FindConnection(this, Connection);
        var settings = Override(connection.Settings);
        return settings == connection.Settings ? connection : connection.With(settings);
    }
}
