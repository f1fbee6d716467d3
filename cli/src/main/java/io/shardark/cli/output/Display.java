package io.shardark.cli.output;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How much room text takes on a terminal, and how to keep control characters of foreign text away from it. */
public final class Display {
    private static final Set<UnicodeScript> WIDE = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);
    private static final int FIRST_FULL_WIDTH_FORM = 0xFF01;
    private static final int LAST_FULL_WIDTH_FORM = 0xFF60;
    private static final int FIRST_CJK_PUNCTUATION = 0x3000;
    private static final int LAST_CJK_PUNCTUATION = 0x303F;

    private Display() {}

    /** The number of cells: East Asian characters take two. */
    public static int width(String text) {
        return text.codePoints().map(Display::width).sum();
    }

    private static int width(int character) {
        boolean wide = WIDE.contains(UnicodeScript.of(character))
                || (character >= FIRST_FULL_WIDTH_FORM && character <= LAST_FULL_WIDTH_FORM)
                || (character >= FIRST_CJK_PUNCTUATION && character <= LAST_CJK_PUNCTUATION);
        return wide ? 2 : 1;
    }

    /** The text, cut so that it takes no more than the given cells. */
    public static String fitted(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        StringBuilder fitted = new StringBuilder();
        int used = 0;
        for (int character : text.codePoints().toArray()) {
            used += width(character);
            if (used > cells - 1) {
                break;
            }
            fitted.appendCodePoint(character);
        }
        return fitted.append('~').toString();
    }

    /**
     * The text with control characters other than line feeds shown as question marks: names may come from an archive.
     */
    public static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }
}
