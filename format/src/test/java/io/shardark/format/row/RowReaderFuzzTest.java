package io.shardark.format.row;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.DamagedException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reader, which looks at eight bytes at a time, accepts what a regular expression accepts, and nothing else. */
class RowReaderFuzzTest {
    private static final String VALUE = "(?:\\\\N|(?:[^\\t\\n\\\\\\x00]|\\\\[0tn\\\\])*)";
    private static final Pattern TWO_COLUMNS = Pattern.compile("(?s)(?:" + VALUE + "\\t" + VALUE + "\\n)*");
    private static final String PIECES = "\t\t\n\\\\N0tnab\u0000\u0001\u000b\u007f\u0080\u008a\u00dc\u00ff";
    private static final int TRIES = 300_000;

    @Test
    void readerIsAsStrictAsTheFormat() {
        Random random = new Random(20261122);
        int accepted = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = random.nextBoolean() ? rows(random) : noise(random);
            boolean expected = TWO_COLUMNS.matcher(text).matches();
            assertEquals(expected, isAccepted(text, random), () -> "text of " + text.length() + ": " + printed(text));
            accepted += expected ? 1 : 0;
        }
        assertTrue(accepted > TRIES / 10 && accepted < TRIES / 10 * 9, accepted + " accepted");
    }

    /** Rows of two columns, one character of which may have been replaced. */
    private static String rows(Random random) {
        StringBuilder text = new StringBuilder();
        for (int row = random.nextInt(3); row >= 0; row--) {
            text.append(value(random)).append('\t').append(value(random)).append('\n');
        }
        if (random.nextInt(3) == 0) {
            text.setCharAt(random.nextInt(text.length()), piece(random));
        }
        return text.toString();
    }

    private static String value(Random random) {
        if (random.nextInt(8) == 0) {
            return "\\N";
        }
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            char piece = piece(random);
            switch (piece) {
                case '\t' -> value.append("\\t");
                case '\n' -> value.append("\\n");
                case '\\' -> value.append("\\\\");
                case 0 -> value.append("\\0");
                default -> value.append(piece);
            }
        }
        return value.toString();
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i > 0; i--) {
            text.append(piece(random));
        }
        return text.toString();
    }

    private static char piece(Random random) {
        return PIECES.charAt(random.nextInt(PIECES.length()));
    }

    /** What lies around the text in its array must not matter. */
    private static boolean isAccepted(String text, Random random) {
        int offset = random.nextInt(9);
        byte[] bytes = (noise(random) + "         ").substring(0, offset).getBytes(ISO_8859_1);
        byte[] array = new byte[offset + text.length() + random.nextInt(9)];
        random.nextBytes(array);
        System.arraycopy(bytes, 0, array, 0, offset);
        System.arraycopy(text.getBytes(ISO_8859_1), 0, array, offset, text.length());
        try {
            RowSetDigest digest = RowReader.check(array, offset, text.length(), 2, "here");
            assertEquals(RowSetDigest.of(array, offset, text.length()), digest);
            return true;
        } catch (DamagedException damage) {
            return false;
        }
    }

    private static String printed(String text) {
        StringBuilder printed = new StringBuilder();
        text.chars().forEach(character -> printed.append(' ').append(Integer.toHexString(character)));
        return printed.toString();
    }
}
