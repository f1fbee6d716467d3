package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.UnreachableException;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a server whether it understands a definition that another product or version showed. PREPARE reads a statement to
 * its end, with types, character sets and collations, and does nothing.
 */
final class OtherServer {
    /**
     * What is wrong with a text, whatever tables there are: syntax, character set, collation, type, default of a BLOB,
     * scale, precision, definition of a generated column, length of a column.
     */
    private static final Set<Integer> WRONG_TEXT =
            Set.of(1064, 1115, 1273, 1253, 4161, 1101, 1425, 1426, 1074, 3105, 3757, 1294, 1067, 1286, 1439);

    private final Session session;

    OtherServer(Session session) {
        this.session = session;
    }

    boolean isMariaDb() {
        return session.server().isMariaDb();
    }

    /** How people call it. */
    String name() {
        return session.server().product().text() + " " + session.server().version();
    }

    /** Why the server does not understand a statement; empty when it does. */
    Optional<String> objection(String statement) {
        session.execute("SET @shardark_statement = " + SqlText.literal(statement));
        try {
            session.execute("PREPARE shardark FROM @shardark_statement");
            session.execute("DEALLOCATE PREPARE shardark");
            return Optional.empty();
        } catch (UnreachableException e) {
            return WRONG_TEXT.contains(Session.errorNumber(e)) ? Optional.of(message(e)) : Optional.empty();
        }
    }

    /** Why the server does not understand the definition of an object, read under the modes it was written under. */
    Optional<String> objection(SchemaObject object, String statement) {
        String before = session.value("SELECT @@session.sql_mode");
        String modes = String.join(",", ObjectModes.known(session, object).modes());
        session.execute("SET SESSION sql_mode = " + SqlText.literal(modes));
        try {
            return objection(statement);
        } finally {
            session.execute("SET SESSION sql_mode = " + SqlText.literal(before));
        }
    }

    /** Why the server has no such collation; empty when it has. */
    Optional<String> objection(String characterSet, String collation) {
        return refusal(
                "SELECT CONVERT('' USING " + SqlText.name(characterSet) + ") COLLATE " + SqlText.name(collation));
    }

    /** Why an object cannot be created under the settings of its author; empty when it can. */
    Optional<String> objectionToSettings(SchemaObject object) {
        Optional<String> mode = ObjectModes.objection(session, object);
        if (mode.isPresent() || object.characterSetClient().isEmpty()) {
            return mode;
        }
        String collation = SqlText.literal(object.collationConnection());
        return refusal("SELECT CONVERT('' USING " + SqlText.name(object.characterSetClient()) + ")")
                .or(() -> refusal("SET SESSION collation_connection = " + collation));
    }

    private Optional<String> refusal(String statement) {
        try {
            session.execute(statement);
            return Optional.empty();
        } catch (UnreachableException e) {
            if (Session.errorNumber(e) == 0) {
                throw e;
            }
            return Optional.of(message(e));
        }
    }

    /** Of a message about syntax, the part that says where. */
    private static String message(UnreachableException failure) {
        String message = failure.getCause() == null
                ? failure.getMessage()
                : failure.getCause().getMessage();
        String text = String.valueOf(message);
        int near = text.indexOf("near '");
        return near < 0 ? text : "it does not understand what begins with " + text.substring(near + "near ".length());
    }
}
