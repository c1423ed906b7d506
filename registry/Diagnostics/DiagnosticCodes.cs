namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>The catalogue: every mistake that a configuration can hold.</summary>
public static class DiagnosticCodes
{
    // Binding: the tree against the records.

    /// <summary>A key that nothing reads.</summary>
    public static readonly DiagnosticCode UnknownKey = new("CFG001", "a key that nothing reads");

    /// <summary>An argument that the component does not have.</summary>
    public static readonly DiagnosticCode UnknownArgument = new("CFG002", "an argument that the component does not have");

    /// <summary>A required argument is not set.</summary>
    public static readonly DiagnosticCode MissingArgument = new("CFG003", "a required argument is not set");

    /// <summary>A value of the wrong type.</summary>
    public static readonly DiagnosticCode WrongType = new("CFG004", "a value of the wrong type");

    /// <summary>A number outside the argument's range.</summary>
    public static readonly DiagnosticCode OutOfRange = new("CFG005", "a number outside the argument's range");

    /// <summary>A word that is not one of the argument's choices.</summary>
    public static readonly DiagnosticCode UnknownChoice = new("CFG006", "a word that is not one of the argument's choices");

    /// <summary>A length of time that cannot be read.</summary>
    public static readonly DiagnosticCode BadQuantity = new("CFG007", "a length of training or time that cannot be read");

    /// <summary>Wall time where a length of training is expected.</summary>
    public static readonly DiagnosticCode WallTime = new("CFG008", "wall time where a length of training is expected");

    /// <summary>A key without a value.</summary>
    public static readonly DiagnosticCode EmptyValue = new("CFG009", "a key without a value");

    /// <summary><c>none</c> or <c>null</c> where a value must stand.</summary>
    public static readonly DiagnosticCode CannotBeNone = new("CFG010", "'none' or 'null' where a value must stand");

    /// <summary>A component without a type.</summary>
    public static readonly DiagnosticCode MissingType = new("CFG011", "a component without a type");

    /// <summary>The name of no component.</summary>
    public static readonly DiagnosticCode UnknownComponent = new("CFG012", "the name of no component of this kind");

    /// <summary>A component of another kind.</summary>
    public static readonly DiagnosticCode WrongKind = new("CFG013", "a component of another kind");

    /// <summary>A single value where a list is expected.</summary>
    public static readonly DiagnosticCode NotAList = new("CFG014", "a single value where a list is expected");

    /// <summary>A list or text that is too short or too long.</summary>
    public static readonly DiagnosticCode WrongLength = new("CFG015", "a list or text that is too short or too long");

    /// <summary>Arguments that contradict each other.</summary>
    public static readonly DiagnosticCode BrokenConstraint = new("CFG016", "arguments that contradict each other");

    /// <summary>A secret that is not a reference to the environment.</summary>
    public static readonly DiagnosticCode SecretExpected = new("CFG017", "a secret that is not written as ${env:NAME}");

    /// <summary>A secret variable where its value would be written down.</summary>
    public static readonly DiagnosticCode SecretElsewhere = new("CFG018", "a secret variable in an argument that is not secret");

    /// <summary>A component's initialiser failed while its defaults were read.</summary>
    public static readonly DiagnosticCode InitialiserFailed = new("CFG019", "a component's initialiser does work that belongs into Build");

    /// <summary>A component's own check or setter threw.</summary>
    public static readonly DiagnosticCode ComponentFailed = new("CFG020", "a component rejects its arguments");

    // Reading: text into a tree.

    /// <summary>A file that does not exist.</summary>
    public static readonly DiagnosticCode FileNotFound = new("CFG021", "a file that does not exist");

    /// <summary>A file that cannot be read.</summary>
    public static readonly DiagnosticCode Unreadable = new("CFG022", "a file that cannot be read");

    /// <summary>A file that is too large for a configuration.</summary>
    public static readonly DiagnosticCode TooLarge = new("CFG023", "a file that is too large for a configuration");

    /// <summary>A file that is not UTF-8 text.</summary>
    public static readonly DiagnosticCode NotUtf8 = new("CFG024", "a file that is not UTF-8 text");

    /// <summary>A file without content.</summary>
    public static readonly DiagnosticCode EmptyFile = new("CFG025", "a file without content");

    /// <summary>Text that is not YAML.</summary>
    public static readonly DiagnosticCode Syntax = new("CFG026", "text that is not YAML");

    /// <summary>A tab in an indentation.</summary>
    public static readonly DiagnosticCode Tab = new("CFG027", "a tab in an indentation");

    /// <summary>A key that is set twice.</summary>
    public static readonly DiagnosticCode DuplicateKey = new("CFG028", "a key that is set twice");

    /// <summary>More than one document in a file.</summary>
    public static readonly DiagnosticCode SeveralDocuments = new("CFG029", "more than one document in a file");

    /// <summary>A YAML 1.1 merge key.</summary>
    public static readonly DiagnosticCode MergeKey = new("CFG030", "a merge key, which extends replaces");

    /// <summary>Nesting without end.</summary>
    public static readonly DiagnosticCode TooDeep = new("CFG031", "nesting that is too deep");

    /// <summary>Aliases, references or bases that multiply without end.</summary>
    public static readonly DiagnosticCode TooManyNodes = new("CFG032", "aliases, references or bases that multiply too far");

    /// <summary>An alias of nothing, or of itself.</summary>
    public static readonly DiagnosticCode BadAlias = new("CFG033", "an alias of nothing, or of what contains it");

    /// <summary>A YAML tag.</summary>
    public static readonly DiagnosticCode TagNotAllowed = new("CFG034", "a YAML tag");

    /// <summary>A key that is not a word.</summary>
    public static readonly DiagnosticCode BadKey = new("CFG035", "a key that is not a word");

    /// <summary>A file that is not a mapping of keys to values.</summary>
    public static readonly DiagnosticCode NotAMapping = new("CFG036", "a file that does not hold keys and values");

    // Composition: extends, overrides, interpolation.

    /// <summary>An <c>extends</c> that does not name files.</summary>
    public static readonly DiagnosticCode BadExtends = new("CFG037", "an extends that does not name files");

    /// <summary>Files that extend each other.</summary>
    public static readonly DiagnosticCode ExtendsCycle = new("CFG038", "files that extend each other");

    /// <summary>A patch of a list item that does not exist.</summary>
    public static readonly DiagnosticCode UnknownItem = new("CFG039", "a patch of a list item that does not exist");

    /// <summary>A name that several list items share.</summary>
    public static readonly DiagnosticCode AmbiguousItem = new("CFG040", "a name that several list items share");

    /// <summary>An override that cannot be read.</summary>
    public static readonly DiagnosticCode BadOverride = new("CFG041", "an override that is not key=value");

    /// <summary>Several values for one key outside a sweep.</summary>
    public static readonly DiagnosticCode RangeInRun = new("CFG042", "several values for one key outside a sweep");

    /// <summary>An interpolation that cannot be read.</summary>
    public static readonly DiagnosticCode BadTemplate = new("CFG043", "an interpolation that cannot be read");

    /// <summary>A reference to nothing.</summary>
    public static readonly DiagnosticCode UnknownReference = new("CFG044", "a reference to nothing");

    /// <summary>References in a circle.</summary>
    public static readonly DiagnosticCode ReferenceCycle = new("CFG045", "references in a circle");

    /// <summary>An environment variable that is not set.</summary>
    public static readonly DiagnosticCode UnsetVariable = new("CFG046", "an environment variable that is not set");

    /// <summary>A list or mapping inside a text.</summary>
    public static readonly DiagnosticCode NotTextual = new("CFG047", "a list or mapping inside a text");

    /// <summary>An address that cannot be read or leads nowhere.</summary>
    public static readonly DiagnosticCode BadAddress = new("CFG048", "an address that leads nowhere");

    // The registry: mistakes of a component's author.

    /// <summary>Two components of one kind and name.</summary>
    public static readonly DiagnosticCode DuplicateComponent = new("CFG049", "two components of one kind and name");

    /// <summary>A record that cannot be a component.</summary>
    public static readonly DiagnosticCode BadComponent = new("CFG050", "a record that cannot be bound from YAML");

    /// <summary>A file that is no plug-in.</summary>
    public static readonly DiagnosticCode BadPlugin = new("CFG051", "a plug-in that cannot be loaded");

    /// <summary>A base that a list of bases names again.</summary>
    public static readonly DiagnosticCode RepeatedBase = new("CFG052", "a base that is named again", DiagnosticSeverity.Warning);

    /// <summary>A plug-in from elsewhere that nobody has trusted.</summary>
    public static readonly DiagnosticCode UntrustedPlugin = new("CFG053", "a plug-in from outside the project that is not trusted");

    /// <summary>Values to try that cannot be read.</summary>
    public static readonly DiagnosticCode BadRange = new("CFG060", "a range that cannot be read");

    /// <summary>A condition on trials that cannot be read, or that no trial meets.</summary>
    public static readonly DiagnosticCode BadConstraint = new("CFG061", "a constraint that cannot be read or met");

    /// <summary>A search or pruner that does not fit the space or the training.</summary>
    public static readonly DiagnosticCode UnfitSearch = new("CFG062", "a search or pruner that does not fit");

    /// <summary>A sweep of nothing.</summary>
    public static readonly DiagnosticCode NothingToSweep = new("CFG063", "a sweep without anything to vary");

    /// <summary>An objective that prefers what its metric calls worse.</summary>
    public static readonly DiagnosticCode ReversedObjective = new("CFG064", "an objective that prefers worse values of its metric", DiagnosticSeverity.Warning);

    /// <summary>A configuration that is well written and whose first step fails.</summary>
    public static readonly DiagnosticCode CannotTrain = new("CFG070", "a trial that cannot be trained");

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        UnknownKey, UnknownArgument, MissingArgument, WrongType, OutOfRange, UnknownChoice, BadQuantity, WallTime, EmptyValue,
        CannotBeNone, MissingType, UnknownComponent, WrongKind, NotAList, WrongLength, BrokenConstraint, SecretExpected,
        SecretElsewhere, InitialiserFailed, ComponentFailed, FileNotFound, Unreadable, TooLarge, NotUtf8, EmptyFile, Syntax, Tab,
        DuplicateKey, SeveralDocuments, MergeKey, TooDeep, TooManyNodes, BadAlias, TagNotAllowed, BadKey, NotAMapping, BadExtends,
        ExtendsCycle, UnknownItem, AmbiguousItem, BadOverride, RangeInRun, BadTemplate, UnknownReference, ReferenceCycle,
        UnsetVariable, NotTextual, BadAddress, DuplicateComponent, BadComponent,
        BadPlugin, RepeatedBase, UntrustedPlugin, BadRange, BadConstraint, UnfitSearch, NothingToSweep, ReversedObjective, CannotTrain,
    ];
}
