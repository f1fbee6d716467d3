package io.shardark.engine.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import tools.jackson.core.io.schubfach.DoubleToDecimal;

/**
 * Writes doubles as MySQL and MariaDB write them: the fewest digits from which the same double is read again, and of
 * those the nearest, with an exponent for numbers below 1e-15 and for whole ones from 1e15 on (their source:
 * strings/dtoa, {@code my_gcvt}).
 *
 * <p>The digits come from Jackson's copy of Raffaello Giulietti's Schubfach, since {@code Double.toString} of JDK 17
 * gives more than the fewest (JDK-4511638). Used by one thread.
 */
final class DoubleText {
    private static final int LAST_WITHOUT_EXPONENT = 15;
    private static final int FIRST_WITHOUT_EXPONENT = -14;
    private static final double WHOLE = 1e15;
    /** Between these, Java and the servers write a number with a fraction in the same way. */
    private static final double PLAIN_FROM = 1e-3;

    private static final double PLAIN_BELOW = 1e7;
    private static final int MOST_DIGITS = 17;

    private final byte[] digits = new byte[MOST_DIGITS + 3];
    private int count;
    /** Where the decimal point is, counted from before the first digit. */
    private int point;

    /** Returns the end of what was written. */
    int write(double value, byte[] to, int at) {
        int end = at;
        if (Double.doubleToRawLongBits(value) < 0) {
            to[end++] = '-';
        }
        double positive = Math.abs(value);
        if (positive < WHOLE && positive == (long) positive) {
            return IntegerText.writeUnsigned((long) positive, to, end);
        }
        if (positive >= PLAIN_FROM && positive < PLAIN_BELOW) {
            return copy(DoubleToDecimal.toString(positive), to, end);
        }
        find(positive < Double.MIN_NORMAL ? subnormal(positive) : DoubleToDecimal.toString(positive));
        boolean plain = point >= FIRST_WITHOUT_EXPONENT && (point <= LAST_WITHOUT_EXPONENT || point < count);
        return plain ? writePlain(to, end) : writeWithExponent(to, end);
    }

    /** The method is only not to be used for characters that are more than one byte. */
    @SuppressWarnings("deprecation")
    private static int copy(String ascii, byte[] to, int at) {
        ascii.getBytes(0, ascii.length(), to, at);
        return at + ascii.length();
    }

    /** Schubfach's texts have at least two digits, and where doubles are far apart the second one is not a zero. */
    private static String subnormal(double value) {
        BigDecimal exact = new BigDecimal(value);
        int precision = 1;
        BigDecimal rounded = exact.round(nearest(precision));
        while (rounded.doubleValue() != value) {
            rounded = exact.round(nearest(++precision));
        }
        return rounded.unscaledValue() + "E" + -rounded.scale();
    }

    private static MathContext nearest(int precision) {
        return new MathContext(precision, RoundingMode.HALF_EVEN);
    }

    /** Takes the digits and the point out of a text as Java writes it. */
    private void find(String text) {
        count = 0;
        point = 0;
        boolean fraction = false;
        int position = 0;
        for (; position < text.length() && text.charAt(position) != 'E'; position++) {
            char next = text.charAt(position);
            if (next == '.') {
                fraction = true;
                continue;
            }
            boolean leading = count == 0 && next == '0';
            if (!leading) {
                digits[count++] = (byte) next;
            }
            if (fraction == leading) {
                point += fraction ? -1 : 1;
            }
        }
        if (position < text.length()) {
            point += Integer.parseInt(text, position + 1, text.length(), 10);
        }
        while (digits[count - 1] == '0') {
            count--;
        }
    }

    private int writePlain(byte[] to, int at) {
        int end = at;
        if (point <= 0) {
            to[end++] = '0';
            to[end++] = '.';
            end = zeros(-point, to, end);
            return copy(0, count, to, end);
        }
        if (point >= count) {
            return zeros(point - count, to, copy(0, count, to, end));
        }
        end = copy(0, point, to, end);
        to[end++] = '.';
        return copy(point, count, to, end);
    }

    private int writeWithExponent(byte[] to, int at) {
        int end = copy(0, 1, to, at);
        if (count > 1) {
            to[end++] = '.';
            end = copy(1, count, to, end);
        }
        to[end++] = 'e';
        return IntegerText.write(point - 1, to, end);
    }

    private int copy(int from, int until, byte[] to, int at) {
        System.arraycopy(digits, from, to, at, until - from);
        return at + until - from;
    }

    private static int zeros(int number, byte[] to, int at) {
        Arrays.fill(to, at, at + number, (byte) '0');
        return at + number;
    }
}
