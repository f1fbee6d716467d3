package io.shardark.cli.yaml;

/**
 * A text, number, or nothing, exactly as it is written: a password of digits stays what it is.
 *
 * @param text without quotes, escapes resolved
 */
public record YamlScalar(Position position, String text, Style style) implements YamlNode {
    /** Whether quotes make an empty value a text. */
    public enum Style {
        PLAIN,
        QUOTED
    }

    /** Whether nothing was written: no value, {@code ~}, or {@code null} without quotes. */
    public boolean absent() {
        return style == Style.PLAIN && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String kind() {
        return absent() ? "nothing" : "text";
    }
}
