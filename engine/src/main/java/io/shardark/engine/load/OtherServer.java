package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.SqlTokens;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.UnreachableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a server whether it understands a definition that another product or version showed. PREPARE reads a statement
 * to its end, with types, character sets and collations, and does nothing.
 */
final class OtherServer {
    /**
     * What is wrong with a text, whatever tables there are: syntax, character set, collation, type, default of a BLOB,
     * scale, precision, definition of a generated column, length of a column.
     */
    private static final Set<Integer> WRONG_TEXT =
            Set.of(1064, 1115, 1273, 1253, 4161, 1101, 1425, 1426, 1074, 3105, 3757, 1294, 1067, 1286, 1439);

    private final Session session;
    private final UnknownFunctions functions;

    /** @param storedFunctions names of stored functions that come with what is asked about, in lower case */
    OtherServer(Session session, Set<String> storedFunctions) {
        this.session = session;
        this.functions = new UnknownFunctions(session, storedFunctions);
    }

    boolean isMariaDb() {
        return session.server().isMariaDb();
    }

    /** How people call it. */
    String name() {
        return session.server().product().text() + " " + session.server().version();
    }

    /** Why the server does not understand a statement, or lacks a function in it; empty when neither is so. */
    Optional<String> objection(String statement) {
        Optional<UnreachableException> failure = prepare(statement);
        return failure.flatMap(OtherServer::wrongText)
                .or(() -> failure.filter(e -> UnknownFunctions.mayBeMeantBy(Session.errorNumber(e)))
                        .flatMap(e ->
                                functions.in(SqlTokens.of(statement)).stream().findFirst())
                        .map(name -> "it has no function " + name));
    }

    private Optional<UnreachableException> prepare(String statement) {
        session.execute("SET @shardark_statement = " + SqlText.literal(statement));
        try {
            session.execute("PREPARE shardark FROM @shardark_statement");
            session.execute("DEALLOCATE PREPARE shardark");
            return Optional.empty();
        } catch (UnreachableException e) {
            return Optional.of(e);
        }
    }

    private static Optional<String> wrongText(UnreachableException failure) {
        return WRONG_TEXT.contains(Session.errorNumber(failure)) ? Optional.of(message(failure)) : Optional.empty();
    }

    /** Functions in the body of a program that the server does not have; it finds out when the body runs. */
    List<String> unknownFunctions(SchemaObject program) {
        return functions.in(SqlTokens.of(program.definition(), program.sqlMode()));
    }

    /**
     * Why the server does not understand the definition of an object, read under the modes it was written under. The
     * functions that a program calls are looked up when it runs.
     */
    Optional<String> objection(SchemaObject object, String statement) {
        String before = session.value("SELECT @@session.sql_mode");
        String modes = String.join(",", ObjectModes.known(session, object).modes());
        session.execute("SET SESSION sql_mode = " + SqlText.literal(modes));
        try {
            return object.kind() == ObjectKind.VIEW
                    ? objection(statement)
                    : prepare(statement).flatMap(OtherServer::wrongText);
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
