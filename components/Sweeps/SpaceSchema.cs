namespace ExperimentRunner.Components.Sweeps;

/// <summary>What editors accept of a space, which only a sweep can read.</summary>
internal static class SpaceSchema
{
    /// <summary>A mapping of addresses to ranges; keys may also be nested as they are in a config.</summary>
    internal const string Space = """
        {
          "type": "object",
          "properties": { "extends": { "$ref": "#/definitions/extends" } },
          "patternProperties": {
            "%addresses%": {
              "anyOf": [
                {
                  "type": "string",
                  "description": "A range of values.",
                  "pattern": "^((choice|grid)\\s*\\((.|\\n)*\\S(.|\\n)*\\)|(uniform|log_uniform|normal|int|log_int)\\s*\\(\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*,\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*\\)|step\\s*\\(\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*,\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*,\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*\\))$",
                  "examples": ["choice(a, b)", "grid(1, 2)", "uniform(0, 1)", "log_uniform(1e-4, 1)", "normal(0, 1)", "int(1, 8)", "log_int(8, 512)", "step(0, 1, 0.1)"]
                },
                {
                  "type": "object",
                  "description": "Alternatives, which may have ranges in them; or the arguments below, each with a range.",
                  "properties": {
                    "choice": { "type": "array", "minItems": 1, "description": "One of these." },
                    "choice+": { "description": "Further alternatives, appended to those that lie below." },
                    "grid": { "type": "array", "minItems": 1, "description": "Each of these, whatever the search." },
                    "grid+": { "description": "Further values, appended to those that lie below." }
                  }
                },
                { "type": "null" }
              ]
            }
          },
          "additionalProperties": false
        }
        """;

    /// <summary>One constraint, or a list of them.</summary>
    internal const string Where = """{ "type": ["string", "array"], "items": { "type": "string" } }""";
}
