package io.shardark.engine.read;

import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.stream.Collectors;

/**
 * The one explicit list of columns with which the rows of a table are read: never {@code *}, which leaves out invisible
 * columns and has generated ones.
 */
public final class ColumnList {
    private ColumnList() {}

    /** The expressions after SELECT, in the order of the row text; a constant for a table that stores no column. */
    public static String of(TableRecord table) {
        return table.columns().isEmpty()
                ? "1"
                : table.columns().stream().map(ColumnList::expression).collect(Collectors.joining(", "));
    }

    /**
     * The text of a FLOAT has six digits. {@code c + 0e0} would have all of them too, but it turns -0 into 0.
     */
    private static String expression(ColumnRecord column) {
        String name = SqlText.name(column.name());
        return column.form() == ColumnForm.DOUBLE ? "CAST(" + name + " AS DOUBLE)" : name;
    }
}
