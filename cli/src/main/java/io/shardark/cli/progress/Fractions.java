package io.shardark.cli.progress;

import java.util.Locale;

/** Parts of a whole that may have been estimated wrongly. */
final class Fractions {
    private static final double NEARLY_ALL = 0.999;

    private Fractions() {}

    /** The part that is done of something that is not finished. */
    static double unfinished(long done, long planned) {
        return planned <= 0 ? 0 : Math.min(NEARLY_ALL, (double) done / planned);
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", fraction * 100);
    }

    /** A bar of the given width between brackets. */
    static String bar(double fraction, int width) {
        int filled = (int) Math.round(fraction * width);
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }
}
