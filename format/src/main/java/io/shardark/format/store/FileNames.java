package io.shardark.format.store;

import io.shardark.format.error.RefusedException;
import java.util.regex.Pattern;

/** What every {@link Store} accepts as a name, so that no name taken from an archive can leave its place. */
public final class FileNames {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*+(/[A-Za-z0-9_-][A-Za-z0-9._-]*+)*+");

    private FileNames() {}

    /**
     * Returns the name when it is one.
     *
     * @throws RefusedException when it is not
     */
    public static String require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw refused(name);
        }
        return name;
    }

    /**
     * Returns a text that names may begin with; it may be empty.
     *
     * @throws RefusedException when no name begins so
     */
    public static String requirePrefix(String prefix) {
        if (!FORM.matcher(prefix + "x").matches()) {
            throw refused(prefix);
        }
        return prefix;
    }

    private static RefusedException refused(String name) {
        String printable = name.replaceAll("[^ -~]", "?");
        return new RefusedException(
                "\"" + printable + "\" is not a file name that a store accepts",
                "Names consist of parts of letters, digits, '.', '_' and '-' that do not begin with a dot,"
                        + " separated by '/'.");
    }
}
