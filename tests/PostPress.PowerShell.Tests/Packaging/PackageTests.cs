using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using System.Xml.Linq;
using PostPress.Package;

namespace PostPress.PowerShell.Tests.Packaging;

public sealed class PackageTests(PackedModule packed) : IClassFixture<PackedModule>
{
    private static readonly string[] AllowedEndings = [".psd1", ".ps1xml", ".dll", ".xml", ".txt", ".cdx.json"];

    [Fact]
    public void It_holds_what_is_needed_and_nothing_else()
    {
        var files = ModuleFiles.Of(packed.Installed);
        Assert.All(["LICENSE", "PostPress.psd1", "PostPress.Format.ps1xml", "PostPress.Types.ps1xml", Stage.Notices, Stage.Bill, "core/PostPress.PowerShell.dll", "desktop/PostPress.PowerShell.dll"], file => Assert.Contains(file, files));
        Assert.All(files.Where(file => file != "LICENSE"), file => Assert.Contains(AllowedEndings, ending => file.EndsWith(ending, StringComparison.Ordinal)));
        // An .xml is help; documentation for compilers is not.
        Assert.All(files.Where(file => file.EndsWith(".xml", StringComparison.Ordinal)), file => Assert.EndsWith("-Help.xml", file, StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => Path.GetFileName(file) is "System.Management.Automation.dll" or "PowerShellStandard.Library.dll");
    }

    [Fact]
    public void It_is_small() => Assert.All([packed.Nupkg, packed.Zip], file => Assert.InRange(new FileInfo(file).Length, 1, 3_000_000));

    [Fact]
    public void The_same_module_gives_the_same_bytes()
    {
        var (nupkg, zip) = packed.Pack("second");
        Assert.Equal(File.ReadAllBytes(packed.Nupkg), File.ReadAllBytes(nupkg));
        Assert.Equal(File.ReadAllBytes(packed.Zip), File.ReadAllBytes(zip));
    }

    [Fact]
    public void Nothing_in_it_tells_where_it_was_built()
    {
        var root = Repository.Root.TrimEnd('/', '\\');
        foreach (var file in Directory.EnumerateFiles(packed.Installed, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            Assert.True(bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(root)) < 0, file);
            Assert.True(bytes.IndexOf(System.Text.Encoding.Unicode.GetBytes(root)) < 0, file);
        }
    }

    [Fact]
    public void Every_entry_has_the_one_date_and_stands_in_order()
    {
        using var archive = ZipFile.OpenRead(packed.Nupkg);
        var names = archive.Entries.Select(entry => entry.FullName).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.All(archive.Entries, entry => Assert.Equal(PackedModule.Date.DateTime, entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void The_manifest_lists_exactly_the_files_and_passes_its_test()
    {
        var manifest = new ModuleManifest(packed.Text("PostPress.psd1"));
        Assert.Equal(ModuleFiles.Of(packed.Installed), manifest.Values("FileList"));
        Assert.Contains("Get-PostPressRelation", manifest.Value("ReleaseNotes"), StringComparison.Ordinal);
        foreach (var path in new[] { packed.Manifest, Repository.Module })
        {
            using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            using var shell = System.Management.Automation.PowerShell.Create(runspace);
            var module = shell.AddCommand("Test-ModuleManifest").AddParameter("Path", path).Invoke<PSModuleInfo>().Single();
            Assert.Empty(shell.Streams.Error);
            Assert.All([module.LicenseUri, module.ProjectUri, module.IconUri], address => Assert.Equal("https", address.Scheme));
        }
    }

    [Fact]
    public void The_gallery_finds_its_parts()
    {
        using var archive = ZipFile.OpenRead(packed.Nupkg);
        var metadata = XDocument.Load(archive.GetEntry("PostPress.nuspec")!.Open()).Root!.Elements().Single().Elements().ToDictionary(field => field.Name.LocalName, field => field.Value);
        Assert.Equal("PostPress", metadata["id"]);
        Assert.EndsWith($"PostPress.{metadata["version"]}.nupkg", packed.Nupkg, StringComparison.Ordinal);
        var tags = metadata["tags"].Split(' ');
        Assert.All(["PSModule", "PSEdition_Core", "PSEdition_Desktop", "PSCmdlet_Get-PostPressRelation"], tag => Assert.Contains(tag, tags));
        var types = XDocument.Load(archive.GetEntry("[Content_Types].xml")!.Open()).Root!.Elements()
            .Select(type => (string?)type.Attribute("Extension") ?? (string)type.Attribute("PartName")!).ToHashSet();
        Assert.All(
            archive.Entries.Where(entry => entry.FullName != "[Content_Types].xml"),
            entry => Assert.Contains(Path.GetExtension(entry.Name) is { Length: > 0 } extension ? extension[1..] : "/" + entry.FullName, types));
    }

    [Fact]
    public void Notices_and_bill_of_materials_name_every_foreign_assembly()
    {
        using var bill = JsonDocument.Parse(packed.Text(Stage.Bill));
        var billed = bill.RootElement.GetProperty("components").EnumerateArray()
            .SelectMany(component => component.GetProperty("components").EnumerateArray())
            .Select(file => file.GetProperty("name").GetString()!).ToList();
        Assert.Equal(packed.ForeignAssemblies, billed.Order(StringComparer.Ordinal));
        var notices = packed.Text(Stage.Notices);
        Assert.All(packed.ForeignAssemblies, file => Assert.Contains(file, notices, StringComparison.Ordinal));
        Assert.All(["The licence of Polly.Core", "Apache License", "BSD 3-Clause", ".NET Foundation and Contributors"], text => Assert.Contains(text, notices, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_does_its_main_job_where_it_is_installed()
    {
        var script = Path.Combine(packed.Installed, "..", "job.ps1");
        await File.WriteAllTextAsync(script, """
            Connect-PostPress -Sandbox -RelationCount 2500
            $export = Export-PostPressRelation -AccountId acc_sandbox_main -Path "$PSScriptRoot/relations.csv" -PassThru
            "exported $($export.Rows) to $($export.Path)"
            $count = 0
            Get-PostPressRelation -AccountId acc_sandbox_main | ForEach-Object { $count++ }
            "read $count from $((Get-Command Get-PostPressRelation).Module.ModuleBase)"
            """);
        var start = new ProcessStartInfo("dotnet", [Repository.Shell, script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["POSTPRESS_MODULE"] = packed.Manifest },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var shown = await process.StandardOutput.ReadToEndAsync();
        Assert.Contains("exported 2500 to ", shown + await errors, StringComparison.Ordinal);
        Assert.Contains($"read 2500 from {packed.Installed}", shown.ReplaceLineEndings(""), StringComparison.Ordinal);
    }
}
