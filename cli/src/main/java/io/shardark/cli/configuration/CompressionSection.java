package io.shardark.cli.configuration;

import io.shardark.engine.operation.CompressionBounds;
import io.shardark.format.chunk.CompressionLevel;
import java.util.List;
import java.util.Optional;

/** Reads {@code backup.compression}: the zstd levels between which a backup may choose. */
final class CompressionSection {
    private static final List<String> KEYS = List.of("lowest", "highest");

    private CompressionSection() {}

    static CompressionBounds read(Optional<Value> value) {
        return value.map(found -> read(found.section(KEYS))).orElse(CompressionBounds.USUAL);
    }

    /** Without {@code highest}, a {@code lowest} above the usual range is the only level. */
    private static CompressionBounds read(Section section) {
        CompressionLevel lowest = level(section.optional("lowest")).orElse(CompressionBounds.USUAL.lowest());
        CompressionLevel highest =
                level(section.optional("highest")).orElse(highest(lowest, CompressionBounds.USUAL.highest()));
        if (lowest.compareTo(highest) > 0) {
            section.optional("highest")
                    .ifPresent(value -> value.problem("below compression.lowest, which is " + lowest.value()));
            return CompressionBounds.USUAL;
        }
        return new CompressionBounds(lowest, highest);
    }

    private static Optional<CompressionLevel> level(Optional<Value> value) {
        return value.map(number -> new CompressionLevel(
                number.integer(CompressionLevel.LOWEST.value(), CompressionLevel.HIGHEST.value())));
    }

    private static CompressionLevel highest(CompressionLevel one, CompressionLevel other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
