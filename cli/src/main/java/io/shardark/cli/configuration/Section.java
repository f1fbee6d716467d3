package io.shardark.cli.configuration;

import io.shardark.cli.yaml.Position;
import io.shardark.cli.yaml.YamlMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mapping whose keys are known. Unknown keys and keys that occur twice are noted at once. */
final class Section {
    /**
     * Names of instances and shards: they occur in expressions where a dot separates and a dollar sign begins a range.
     */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]{1,64}");

    private final Value value;
    private final Map<String, Value> entries = new LinkedHashMap<>();

    Section(Value value, List<String> keys) {
        this.value = value;
        value.mapping("a mapping with the keys " + String.join(", ", keys))
                .ifPresent(mapping -> collect(mapping, keys));
    }

    private void collect(YamlMapping mapping, List<String> keys) {
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (keys.contains(key)) {
                put(value, entries, entry);
            } else {
                Position position = entry.key().position();
                value.context().problems().add(position, path(value, key), "unknown key" + Suggestion.among(keys, key));
            }
        }
    }

    private static void put(Value parent, Map<String, Value> entries, YamlMapping.Entry entry) {
        String key = entry.key().text();
        Value child = new Value(entry.value(), path(parent, key), parent.context());
        Value earlier = entries.putIfAbsent(key, child);
        if (earlier != null) {
            parent.context()
                    .problems()
                    .add(
                            entry.key().position(),
                            path(parent, key),
                            "found a second time, expected only once; the first is in line "
                                    + earlier.node().position().line());
        }
    }

    private static String path(Value parent, String key) {
        return parent.key().isEmpty() ? key : parent.key() + "." + key;
    }

    static Map<String, Value> named(Value value, String expected) {
        Map<String, Value> entries = new LinkedHashMap<>();
        value.mapping(expected).ifPresent(mapping -> {
            if (mapping.entries().isEmpty()) {
                value.problem("found nothing, expected " + expected);
            }
            mapping.entries().forEach(entry -> putNamed(value, entries, entry));
        });
        return entries;
    }

    static Map<String, Value> entries(Value value, String expected) {
        Map<String, Value> entries = new LinkedHashMap<>();
        value.mapping(expected).ifPresent(mapping -> mapping.entries().forEach(entry -> put(value, entries, entry)));
        return entries;
    }

    private static void putNamed(Value value, Map<String, Value> entries, YamlMapping.Entry entry) {
        if (!NAME.matcher(entry.key().text()).matches()) {
            value.context()
                    .problems()
                    .add(
                            entry.key().position(),
                            value.key(),
                            "found a name with other characters, expected 1 to 64 letters, digits, \"_\" or \"-\"");
        }
        put(value, entries, entry);
    }

    /** The value of a key that may be missing. */
    Optional<Value> optional(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The value of a key that must be there; otherwise a problem that says what was expected. */
    Optional<Value> required(String key, String expected) {
        Optional<Value> found = optional(key);
        if (found.isEmpty() && value.node() instanceof YamlMapping) {
            value.context().problems().add(value.node().position(), path(value, key), "missing, expected " + expected);
        }
        return found;
    }
}
