package io.shardark.format.value;

import io.shardark.format.error.ConfigurationException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a backup: UTC start time and 32 random bits, as in {@code 20261122T150312Z-3f9a01bc}. Names sort by time
 * and are safe as folder names everywhere.
 */
public record BackupId(String text) implements Comparable<BackupId> {
    private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    public BackupId {
        if (!matches(text)) {
            throw new ConfigurationException(
                    "\"" + text + "\" is not a backup id",
                    "Backup ids look like 20261122T150312Z-3f9a01bc; `shardark list` shows those of a repository.");
        }
    }

    /** A new id for a backup that starts at the given time. */
    public static BackupId at(Instant start, SecureRandom random) {
        byte[] suffix = new byte[4];
        random.nextBytes(suffix);
        return new BackupId(TIME.format(start) + "-" + HexFormat.of().formatHex(suffix));
    }

    /** Whether a text is an id: of the right form, and with a time that exists. */
    public static boolean matches(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        try {
            TIME.parse(text.substring(0, text.indexOf('-')), Instant::from);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The second in which the backup began. */
    public Instant start() {
        return TIME.parse(text.substring(0, text.indexOf('-')), Instant::from);
    }

    @Override
    public int compareTo(BackupId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
