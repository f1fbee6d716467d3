package io.shardark.samples.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log, for error messages. */
final class LogTail {

    private static final int MAX_CHARACTERS = 4_000;

    private LogTail() {}

    static String of(Path log) {
        try {
            return of(log.toString(), Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "");
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    static String of(String name, String text) {
        String tail =
                text.substring(Math.max(0, text.length() - MAX_CHARACTERS)).strip();
        return "The end of " + name + ":\n" + (tail.isEmpty() ? "(nothing)" : tail);
    }
}
