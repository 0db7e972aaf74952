using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>Who may import whom. A file's head shows what it depends on, so the heads are what is read.</summary>
public sealed class LayerTests
{
    /// <summary>The folders of the pipeline, and the folders that each may import: towards the data.</summary>
    private static readonly Dictionary<string, string[]> Pipeline = new()
    {
        ["Events"] = [],
        ["Options"] = [],
        ["Text"] = ["Events"],
        ["Routing"] = ["Events"],
        ["Sinks"] = ["Events", "Options", "Text"],
        ["Journal"] = ["Events", "Options", "Sinks", "Text"],
        ["Runtime"] = ["Events", "Journal", "Routing", "Sinks"],
        ["Capture"] = ["Events"],
        [""] = ["Capture", "Events", "Journal", "Options", "Routing", "Runtime", "Sinks", "Text"],
    };

    /// <summary>Folders whose types never name a type of the front door.</summary>
    private static readonly string[] BehindTheDoor =
    [
        "Events",
        "Options",
        "Text",
        "Routing",
        "Sinks",
        "Journal",
        "Runtime",
    ];

    /// <summary>What is allowed all the same, each with its reason.</summary>
    private static readonly Dictionary<(string File, string Import), string> Exceptions = new()
    {
        [("Text/LogFormats.cs", "Options")] = "an unknown format is answered with the nearest known word",
        [("Capture/ActorLogger.cs", "Runtime")] = "the door: rents the event from the pool, hands it to the ingress",
        [("Capture/BridgeWriter.cs", "Runtime")] = "the door of bridges: hands the event to the ingress",
        [("Capture/BridgeWriter.cs", "Routing")] = "captures no event that goes nowhere",
        [("Capture/DirectCapture.cs", "Runtime")] = "rents the event from the pool",
        [("Capture/DraftCapture.cs", "Runtime")] = "rents the event from the pool",
        [("Capture/DraftWriter.cs", "Runtime")] = "the door of drafts: hands the event to the ingress",
        [("Capture/DraftWriter.cs", "Routing")] = "captures no draft that goes nowhere",
        [("Capture/Interpolation/PendingMessage.cs", "Runtime")] =
            "the door too: rents the event, hands it to the ingress",
        [("Capture/Interpolation/MessagePath.cs", "Runtime")] = "takes a lock that an interrupt does not end",
        [("Capture/Interpolation/InterpolatedState.cs", "Runtime")] = "names the ingress to which the event will go",
        [("Capture/Interpolation/InterpolatedState.cs", "Text")] =
            "gives other providers the text that our sinks write",
        [("Capture/Interpolation/TypedCapture.cs", "Runtime")] = "notes that an argument is being captured",
        [("Journal/Payload/EventDecoder.cs", "Runtime")] = "rents the event from the pool",
        [("Runtime/Durability/JournalAppender.cs", "Text")] = "the buffer that an event's bytes are gathered in",
        [("Runtime/SinkEvents.cs", "SelfLog")] = "tells the operator of failures and drops",
        [("Runtime/SinkSet.cs", "SelfLog")] = "gives every sink its way to tell the operator",
        [("Runtime/SinkSet.cs", "PipelineOptions")] = "the queue and drop report settings that all sinks share",
    };

    /// <summary>What code that is pure may have of the runtime.</summary>
    private static readonly string[] Data =
    [
        "System",
        "System.Buffers",
        "System.Collections.Generic",
        "System.Runtime.InteropServices",
    ];

    /// <summary>What the projects may reference; a project is never referenced by one that is not listed with it.</summary>
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["src/Pipeline"] = [],
        ["src/Hocon"] = [],
        ["src/Akka"] = ["src/Hocon", "src/Pipeline"],
        ["src/Host"] = ["src/Pipeline", "src/Hocon"],
    };

    /// <summary>The beginnings of the namespaces and packages of others that a project may use.</summary>
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["src/Pipeline"] =
        [
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.Diagnostics",
            "Microsoft.Extensions.Hosting",
            "Microsoft.Extensions.Logging",
            "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Primitives",
            "Microsoft.Win32.SafeHandles",
        ],
        ["src/Hocon"] =
        [
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.FileProviders",
            "Microsoft.Extensions.Primitives",
        ],
        ["src/Akka"] = ["Akka", "Microsoft.Extensions"],
        ["src/Host"] = ["Microsoft"],
    };

    [Fact]
    public void EveryFolderOfThePipelineImportsOnlyWhatItMay() =>
        AssertEmpty(ForbiddenImports().Where(import => !Exceptions.ContainsKey(import)));

    [Fact]
    public void NothingBehindTheFrontDoorNamesIt() =>
        AssertEmpty(FrontDoorNames().Where(import => !Exceptions.ContainsKey(import)));

    [Fact]
    public void EveryExceptionIsStillNeeded() =>
        AssertEmpty(Exceptions.Keys.Except(ForbiddenImports().Concat(FrontDoorNames())));

    [Fact]
    public void WhatDecidesTheDeliveryHasNoThreadsNoClockAndNoDisk() =>
        AssertEmpty(
            from file in CodeFile.Below("src/Pipeline/Runtime/Delivery")
            from name in file.Usings
            where name.StartsWith("System", StringComparison.Ordinal) && !Data.Contains(name)
            select $"{file} imports {name}"
        );

    [Fact]
    public void AKindOfSinkIsNamedOnlyByItself()
    {
        // The registry has the words of configurations; a pipeline without a sink gets the console.
        string[] registries = ["src/Pipeline/Sinks/SinkTypes.cs", "src/Pipeline/PipelineBuilder.cs"];
        var files = CodeFile.Below("src/Pipeline");
        AssertEmpty(
            from declaring in files
            let kind = KindOfSink(declaring)
            where kind.Length > 0
            from type in declaring.Types
            from other in files
            where KindOfSink(other) != kind && !registries.Contains(other.Path) && other.Names(type)
            select $"{other} names {type} of {kind}"
        );
    }

    [Fact]
    public void ProjectsReferenceOnlyTheProjectsAndPackagesTheyMay()
    {
        AssertEmpty(
            from project in Projects.Keys
            from file in SourceTree.Files(project, "*.csproj")
            from reference in XDocument.Parse(SourceTree.Read(file)).Descendants()
            let include = reference.Attribute("Include")?.Value.Replace('\\', '/')
            let isAllowed = reference.Name.LocalName switch
            {
                "ProjectReference" => Projects[project]
                    .Any(other => include!.StartsWith($"../{other[4..]}/", StringComparison.Ordinal)),
                "PackageReference" => IsKnown(include!, Packages[project])
                    || include!.StartsWith("System.", StringComparison.Ordinal),
                "InternalsVisibleTo" => !include!.StartsWith("ActorLog.", StringComparison.Ordinal)
                    || include is "ActorLog.Contracts" or "ActorLog.Kit",
                _ => true,
            }
            where !isAllowed
            select $"{file}: {reference.Name.LocalName} {include}"
        );
    }

    [Fact]
    public void CodeUsesOnlyTheNamespacesThatItsProjectMay() =>
        AssertEmpty(
            from project in Projects.Keys
            from file in CodeFile.Below(project)
            from name in file.Usings
            where !name.StartsWith("System", StringComparison.Ordinal) && !IsOurs(project, name)
            where !IsKnown(name, Packages[project])
            select $"{file} imports {name}"
        );

    private static IEnumerable<(string File, string Import)> ForbiddenImports() =>
        from file in CodeFile.Below("src/Pipeline")
        let folder = SourceTree.FolderIn("src/Pipeline", file.Path)
        from name in file.Usings.Where(name => name.StartsWith("ActorLog.", StringComparison.Ordinal))
        let import = name.Split('.')[1]
        where import != folder && !(Pipeline.TryGetValue(folder, out var allowed) && allowed.Contains(import))
        select (file.Path["src/Pipeline/".Length..], import);

    /// <summary>A child namespace sees its parent's types without a <c>using</c>, so they are looked for by name.</summary>
    private static IEnumerable<(string File, string Import)> FrontDoorNames()
    {
        var files = CodeFile.Below("src/Pipeline");
        var door = files
            .Where(file => SourceTree.FolderIn("src/Pipeline", file.Path).Length == 0)
            .SelectMany(file => file.Types)
            .ToArray();
        return from file in files
            where BehindTheDoor.Contains(SourceTree.FolderIn("src/Pipeline", file.Path))
            // What adds a sink to the builder belongs to the door and stands by its sink.
            where !file.Text.Contains("\nnamespace ActorLog;", StringComparison.Ordinal)
            from type in door
            where file.Names(type)
            select (file.Path["src/Pipeline/".Length..], type);
    }

    private static string KindOfSink(CodeFile file)
    {
        var parts = file.Path.Split('/');
        return parts is ["src", "Pipeline", "Sinks", var kind, _, ..] ? kind : "";
    }

    private static bool IsOurs(string project, string name) =>
        project == "src/Hocon" ? name.StartsWith("ActorLog.Hocon", StringComparison.Ordinal)
        : name == "ActorLog" || name.StartsWith("ActorLog.", StringComparison.Ordinal)
            ? project is "src/Akka" or "src/Host" || !name.StartsWith("ActorLog.Hocon", StringComparison.Ordinal)
        : false;

    private static bool IsKnown(string name, IEnumerable<string> beginnings) =>
        beginnings.Any(known => name == known || name.StartsWith(known + ".", StringComparison.Ordinal));

    private static void AssertEmpty<T>(IEnumerable<T> findings) =>
        Assert.True(!findings.Any(), string.Join(Environment.NewLine, findings));
}
