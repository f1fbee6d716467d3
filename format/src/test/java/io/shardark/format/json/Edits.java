package io.shardark.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.DamagedException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Breaks one rule in a document that is good, and expects a reader to tell which. */
public final class Edits {
    private static final Pattern PLACE = Pattern.compile("^FILE(:[0-9]+:[0-9]+)?: .*", Pattern.DOTALL);

    private Edits() {}

    /**
     * Replaces the first occurrence of a text, hands the bytes to a reader that calls its file {@code FILE}, and
     * expects that it refuses them with a message that contains {@code part} and the place.
     */
    public static void refused(String document, String from, String to, String part, Consumer<byte[]> reader) {
        int at = document.indexOf(from);
        assertTrue(at >= 0, () -> from + " is not in " + document);
        String edited = document.substring(0, at) + to + document.substring(at + from.length());
        DamagedException damage =
                assertThrows(DamagedException.class, () -> reader.accept(edited.getBytes(UTF_8)), edited);
        assertTrue(damage.getMessage().contains(part), damage.getMessage());
        assertTrue(PLACE.matcher(damage.getMessage()).matches(), damage.getMessage());
    }
}
