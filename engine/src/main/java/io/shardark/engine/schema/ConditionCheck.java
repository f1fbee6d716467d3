package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.selection.RowCondition;
import io.shardark.engine.selection.ShardSelection;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ShardarkException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Lets the server say whether a condition fits its table, without reading rows: EXPLAIN evaluates constants, which
 * LIMIT 0 does not. MariaDB warns about a text that is no number or date only when it compares a row.
 */
final class ConditionCheck {
    /** Something still works, but will not in later versions. */
    private static final int DEPRECATED = 1287;

    private ConditionCheck() {}

    static Optional<ShardarkException> problem(Session session, ShardSelection selection, TableRecord table) {
        return selection.conditions(table.name()).stream()
                .findFirst()
                .flatMap(condition ->
                        answer(session, selection, table).map(answer -> problem(selection, table, condition, answer)));
    }

    private static ShardarkException problem(
            ShardSelection selection, TableRecord table, RowCondition condition, String answer) {
        return new ConfigurationException(
                condition.tables().place() + ": " + selection.shard().place() + ", table " + table.name()
                        + ": the server does not take the condition \"" + condition.sql() + "\": " + answer,
                "A condition is one expression over the columns of the table.");
    }

    private static Optional<String> answer(Session session, ShardSelection selection, TableRecord table) {
        try {
            session.query(
                    "EXPLAIN SELECT 1 FROM " + SqlText.name(selection.shard().schema(), table.name()) + " WHERE ("
                            + table.where() + ")",
                    row -> 1);
            return warning(session);
        } catch (ShardarkException e) {
            if (e.getCause() instanceof SQLException cause && cause.getErrorCode() != 0) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
            throw e;
        }
    }

    /** A server warns, for example, about a text that is no date, and then compares with something else. */
    private static Optional<String> warning(Session session) {
        List<String> warnings = session.query(
                "SHOW WARNINGS",
                row -> row.getString(1).equals("Note") || row.getInt(2) == DEPRECATED ? "" : row.getString(3));
        return warnings.stream().filter(warning -> !warning.isEmpty()).findFirst();
    }
}
