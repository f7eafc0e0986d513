using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace PostPress.PowerShell.Tests;

/// <summary>What the manifest says against what the assemblies hold; what a user sees of it is in tests/Pester/Manifest.Tests.ps1.</summary>
public sealed class ManifestTests
{
    private static readonly string Folder = Path.GetDirectoryName(Repository.Module)!;

    private static readonly string[] CommonParameters =
        [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters];

    [Fact]
    public void Every_cmdlet_of_the_assembly_is_exported()
    {
        using var runspace = new ModuleRunspace();
        var cmdlet = Assert.IsType<CmdletInfo>(Assert.Single(runspace.Get("Get-Command Get-PostPressRelation"))!.BaseObject);
        var written = cmdlet.ImplementingType.Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .Where(attribute => attribute is not null)
            .Select(attribute => $"{attribute!.VerbName}-{attribute.NounName}");
        Assert.Equal(Named("CmdletsToExport").Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_public_parameter_property_is_bound()
    {
        using var runspace = new ModuleRunspace();
        var cmdlets = runspace.Get("Get-Command -Module PostPress").Select(command => Assert.IsType<CmdletInfo>(command!.BaseObject));
        Assert.All(cmdlets, cmdlet =>
        {
            string[] paging = cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.SupportsPaging ? ["First", "Skip", "IncludeTotalCount"] : [];
            var bound = cmdlet.Parameters.Keys.Except(CommonParameters).Except(paging).Except(["WhatIf", "Confirm"]);
            var settable = cmdlet.ImplementingType.GetProperties()
                .Where(property => property.SetMethod is { IsPublic: true } && property.DeclaringType!.Namespace == "PostPress.Commands")
                .Select(property => property.Name);
            Assert.Equal(settable.Order(StringComparer.Ordinal), bound.Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Every_assembly_of_ours_has_the_version_of_the_manifest()
    {
        var version = Named("ModuleVersion").Single();
        var ours = Directory.GetFiles(Folder, "PostPress.*.dll", SearchOption.AllDirectories);

        // Four for each edition.
        Assert.Equal(8, ours.Length);
        Assert.All(ours, file =>
        {
            Assert.Equal(version, AssemblyName.GetAssemblyName(file).Version!.ToString(3));
            Assert.StartsWith(version, FileVersionInfo.GetVersionInfo(file).ProductVersion, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Both_editions_are_there_and_the_engine_is_not()
    {
        foreach (var edition in new[] { "core", "desktop" })
        {
            Assert.True(File.Exists(Path.Combine(Folder, edition, "PostPress.PowerShell.dll")), edition);
            Assert.True(File.Exists(Path.Combine(Folder, edition, "PostPress.Model.dll")), edition);
        }

        Assert.Empty(Directory.GetFiles(Folder, "System.Management.Automation*.dll", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Folder, "*.pdb", SearchOption.AllDirectories));
    }

    [Fact]
    public void In_core_only_the_cmdlets_and_the_model_stand_outside_of_lib() =>
        Assert.Equal(
            ["PostPress.Model.dll", "PostPress.PowerShell.dll"],
            Directory.GetFiles(Path.Combine(Folder, "core")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    // Read from the text: what the engine makes of it is what is tested.
    private static string[] Named(string key)
    {
        var manifest = Parser.ParseFile(Repository.Module, out _, out _);
        var table = (HashtableAst)manifest.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)!;
        var value = table.KeyValuePairs.Single(pair => pair.Item1.ToString() == key).Item2;
        return [.. value.FindAll(node => node is StringConstantExpressionAst, searchNestedScriptBlocks: true).Select(text => ((StringConstantExpressionAst)text).Value)];
    }
}
