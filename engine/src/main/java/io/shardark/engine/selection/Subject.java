package io.shardark.engine.selection;

import io.shardark.format.catalog.ObjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a pattern selects; its name in lower case is what people write before the colon. */
public enum Subject {
    /** Whole shards, by their names in the configuration. */
    SHARD,
    /** Whole shards, by the names of their schemas. */
    SCHEMA,
    TABLE,
    VIEW,
    TRIGGER,
    FUNCTION,
    PROCEDURE,
    /** Functions and procedures. */
    ROUTINE,
    EVENT,
    SEQUENCE;

    /** The word that people write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, for messages. */
    static String words() {
        return Arrays.stream(values()).map(Subject::word).collect(Collectors.joining(", "));
    }

    static Optional<Subject> of(String word) {
        return Arrays.stream(values())
                .filter(subject -> subject.word().equals(word))
                .findFirst();
    }

    static Subject of(ObjectKind kind) {
        return valueOf(kind.name());
    }

    /** Whether it selects whole shards. */
    boolean isShard() {
        return this == SHARD || this == SCHEMA;
    }

    boolean covers(Subject other) {
        return this == other || (this == ROUTINE && List.of(FUNCTION, PROCEDURE).contains(other));
    }
}
