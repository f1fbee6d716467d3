package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sql_mode under which an object was made, as far as a server knows it. */
final class ObjectModes {
    /** It is about GRANT only, and no object can depend on it; MySQL 8 no longer has it. */
    private static final String WITHOUT_MEANING = "NO_AUTO_CREATE_USER";

    private static final int WRONG_VALUE = 1231;

    private ObjectModes() {}

    /** Those that a server knows, and those that it does not. */
    record Known(List<String> modes, List<String> unknown) {}

    static Known known(Session session, SchemaObject object) {
        List<String> modes = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String mode : object.sqlMode().split(",", -1)) {
            if (!mode.isEmpty()) {
                (knows(session, mode) ? modes : unknown).add(mode);
            }
        }
        return new Known(modes, unknown);
    }

    /** Why an object would mean something else without the modes that a server does not know. */
    static Optional<String> objection(Session session, SchemaObject object) {
        List<String> missing = known(session, object).unknown().stream()
                .filter(mode -> !mode.equals(WITHOUT_MEANING))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("it does not know the sql_mode " + String.join(", ", missing));
    }

    private static boolean knows(Session session, String mode) {
        String before = session.value("SELECT @@session.sql_mode");
        try {
            session.execute("SET SESSION sql_mode = " + SqlText.literal(mode));
            return true;
        } catch (UnreachableException e) {
            if (Session.errorNumber(e) == WRONG_VALUE) {
                return false;
            }
            throw e;
        } finally {
            session.execute("SET SESSION sql_mode = " + SqlText.literal(before));
        }
    }
}
