package io.shardark.cli.yaml;

/**
 * A value of a YAML file. An alias is the same node as its anchor, so aliases cost no memory however they are nested.
 */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {
    /** Where the value begins. */
    Position position();

    /** What kind of value it is, for messages: "a list", "a mapping", "text". */
    String kind();
}
