package io.shardark.cli.yaml;

import java.util.List;

/** Keys with values in the order of the file; a key may occur twice, which is for the reader to judge. */
public record YamlMapping(Position position, List<Entry> entries) implements YamlNode {
    public YamlMapping {
        entries = List.copyOf(entries);
    }

    /** A key with its value. */
    public record Entry(YamlScalar key, YamlNode value) {}

    @Override
    public String kind() {
        return "a mapping";
    }
}
