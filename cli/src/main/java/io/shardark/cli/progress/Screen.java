package io.shardark.cli.progress;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of a terminal in characters. */
public record Screen(int lines, int columns) {
    /** Set by the launcher, which can ask the terminal: LINESxCOLUMNS, only when standard error is a terminal. */
    private static final String PROPERTY = "shardark.screen";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");
    private static final int LEAST_COLUMNS = 20;
    private static final int LEAST_LINES = 3;

    /** The terminal that standard error is, unless there is none or it cannot move its cursor. */
    public static Optional<Screen> ofProcess(Map<String, String> environment) {
        return parse(System.getProperty(PROPERTY, ""), environment.getOrDefault("TERM", "dumb"));
    }

    static Optional<Screen> parse(String size, String terminal) {
        Matcher matcher = FORM.matcher(size);
        if (terminal.equals("dumb") || !matcher.matches()) {
            return Optional.empty();
        }
        Screen screen = new Screen(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return screen.columns >= LEAST_COLUMNS && screen.lines >= LEAST_LINES ? Optional.of(screen) : Optional.empty();
    }
}
