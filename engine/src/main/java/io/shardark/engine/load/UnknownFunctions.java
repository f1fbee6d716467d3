package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlToken.Kind;
import io.shardark.format.error.UnreachableException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the functions of another product or version that a server does not have. It takes a name that it does not know
 * for a stored function, and misses the schema of that, since its session has none; so it is asked about each name
 * alone.
 */
final class UnknownFunctions {
    /** ER_NO_DB_ERROR (MySQL), ER_SP_DOES_NOT_EXIST (MariaDB). */
    private static final Set<Integer> TAKEN_FOR_STORED = Set.of(1046, 1305);

    private final Session session;
    private final Set<String> stored;
    private final Map<String, Boolean> unknown = new HashMap<>();

    /**
     * Asks with a session that has no default schema.
     *
     * @param stored names of stored functions that come with what is looked at, in lower case
     */
    UnknownFunctions(Session session, Set<String> stored) {
        this.session = session;
        this.stored = Set.copyOf(stored);
    }

    /** Whether an error of PREPARE may be about such a function. */
    static boolean mayBeMeantBy(int error) {
        return TAKEN_FOR_STORED.contains(error);
    }

    /** Those that are called without a schema, as they are spelled. */
    List<String> in(List<SqlToken> tokens) {
        return IntStream.range(0, tokens.size() - 1)
                .filter(i ->
                        tokens.get(i).kind() == Kind.WORD && tokens.get(i + 1).isSymbol('('))
                .filter(i -> i == 0 || !tokens.get(i - 1).isSymbol('.'))
                .mapToObj(i -> tokens.get(i).text())
                .distinct()
                .filter(name -> !stored.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> unknown.computeIfAbsent(name.toLowerCase(Locale.ROOT), this::isUnknown))
                .toList();
    }

    /** A function that is known and lacks arguments, or a keyword, gives another error, or none. */
    private boolean isUnknown(String name) {
        try {
            session.execute("PREPARE shardark_call FROM " + SqlText.literal("SELECT " + name + "()"));
            session.execute("DEALLOCATE PREPARE shardark_call");
            return false;
        } catch (UnreachableException e) {
            return mayBeMeantBy(Session.errorNumber(e));
        }
    }
}
