package io.shardark.engine.selection;

import io.shardark.engine.selection.SqlCondition.Problem;
import io.shardark.format.error.ConfigurationException;
import java.util.Optional;

/**
 * Which rows of some tables are selected.
 *
 * @param tables the tables it holds for
 * @param sql a condition that is one expression and gives the same answer for a row every time it is asked
 */
public record RowCondition(NamePattern tables, String sql) {
    /**
     * Reads a condition.
     *
     * @param pattern of the tables
     * @param place where it was written
     * @throws ConfigurationException when pattern or condition is none; the message does not have the place
     */
    public static RowCondition parse(String pattern, String sql, String place) {
        NamePattern tables = NamePattern.parse(pattern, place);
        if (tables.subject() != Subject.TABLE) {
            throw new ConfigurationException(
                    "\"" + pattern + "\" is a pattern of the kind "
                            + tables.subject().word() + ", expected one of tables",
                    "Only tables have rows.");
        }
        Optional<Problem> problem = SqlCondition.problem(sql);
        if (problem.isPresent()) {
            throw new ConfigurationException(
                    "the condition for " + pattern + " " + problem.get().what(),
                    problem.get().hint());
        }
        return new RowCondition(tables, sql.strip());
    }
}
