package io.shardark.format.manifest;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What {@code repository.json} says.
 *
 * @param id 32 lower-case hexadecimal digits, random
 * @param created when the repository was made
 */
public record RepositoryRecord(String id, Instant created) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    public RepositoryRecord {
        if (!matches(id)) {
            throw new IllegalArgumentException("not a repository id: " + id);
        }
    }

    /** Whether a text has the form of a repository's id. */
    public static boolean matches(String id) {
        return ID.matcher(id).matches();
    }
}
