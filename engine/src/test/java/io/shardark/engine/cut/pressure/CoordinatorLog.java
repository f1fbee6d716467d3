package io.shardark.engine.cut.pressure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Which transactions a coordinator has decided to commit; it survives the coordinator. */
record CoordinatorLog(Path file) {
    void decided(String id) {
        try {
            Files.writeString(
                    file, id + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> allDecided() {
        try {
            return Set.copyOf(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
