package io.shardark.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int SHOWN_DIGITS = 12;

    private Amounts() {}

    /** With separators: 1,234,567. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count and its noun, the latter with an s unless there is exactly one. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** With a binary unit and one decimal: 1.5 MiB. */
    public static String bytes(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** As exact as is of use: 12 ms, 1.5 s, 2 min 5 s, 3 h 7 min. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return wholeSeconds(seconds);
    }

    /** As {@link #duration(Duration)} without fractions, for what changes while one looks. */
    public static String wholeSeconds(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** A point in time in UTC, to the second. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** How much smaller something became: 3.8 : 1; empty when that means nothing. */
    static String ratio(long before, long after) {
        return before == 0 || after == 0 ? "" : String.format(Locale.ROOT, "%.1f : 1", (double) before / after);
    }

    /** Bytes per second. */
    static String rate(long bytes, Duration duration) {
        long millis = Math.max(1, duration.toMillis());
        return bytes((long) (bytes * 1000.0 / millis)) + "/s";
    }

    /** The first digits of a digest. */
    static String digest(String hex) {
        return hex.length() <= SHOWN_DIGITS ? hex : hex.substring(0, SHOWN_DIGITS) + "...";
    }
}
