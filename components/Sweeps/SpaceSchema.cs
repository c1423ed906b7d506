namespace ExperimentRunner.Components.Sweeps;

/// <summary>What editors accept of a space, which only a sweep can read.</summary>
internal static class SpaceSchema
{
    /// <summary>A mapping of addresses to ranges; keys may also be nested as they are in a config.</summary>
    internal const string Space = """
        {
          "type": "object",
          "properties": { "extends": { "$ref": "#/definitions/extends" } },
          "additionalProperties": {
            "anyOf": [
              {
                "type": "string",
                "description": "A range of values.",
                "pattern": "^(choice|grid|uniform|log_uniform|normal|int|log_int|step)\\s*\\((.|\\n)*\\)$",
                "examples": ["choice(a, b)", "grid(1, 2)", "uniform(0, 1)", "log_uniform(1e-4, 1)", "normal(0, 1)", "int(1, 8)", "log_int(8, 512)", "step(0, 1, 0.1)"]
              },
              {
                "type": "object",
                "description": "Alternatives, which may have ranges in them.",
                "properties": {
                  "choice": { "type": "array", "minItems": 1, "description": "One of these." },
                  "grid": { "type": "array", "minItems": 1, "description": "Each of these, whatever the search." }
                }
              },
              { "type": "null" }
            ]
          }
        }
        """;

    /// <summary>One constraint, or a list of them.</summary>
    internal const string Where = """{ "type": ["string", "array"], "items": { "type": "string" } }""";
}
