using PostPress.Client;

namespace PostPress.Commands;

/// <summary>Finds the ledger of calls: where the environment says, or in the usual place of the user.</summary>
internal static class Ledgers
{
    /// <summary>The environment variable that names another folder, or switches the ledger off.</summary>
    public const string StateVariable = "POSTPRESS_STATE";

    /// <summary>The ledger for the calls of a connection; <see langword="null"/> for none.</summary>
    public static UsageLedger? For(PostPressConnection connection, bool ignoresBlocks) =>
        UsageLedger.For(connection, Environment.GetEnvironmentVariable(StateVariable), ignoresBlocks);

    /// <summary>The ledger of the user; <see langword="null"/> where it is switched off.</summary>
    public static UsageLedger? Find() => UsageLedger.Find(Environment.GetEnvironmentVariable(StateVariable));
}
