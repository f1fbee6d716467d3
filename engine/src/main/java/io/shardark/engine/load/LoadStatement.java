package io.shardark.engine.load;

import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The LOAD DATA statement of a table. {@code CHARACTER SET binary} leaves every byte as it is; a few types take binary
 * text for something else and get it through a variable and CONVERT.
 */
final class LoadStatement {
    private LoadStatement() {}

    /** The statement that loads rows into a table of a schema on a server. */
    static String of(String schema, TableRecord table) {
        List<String> targets = new ArrayList<>();
        List<String> conversions = new ArrayList<>();
        for (ColumnRecord column : table.columns()) {
            String name = SqlText.name(column.name());
            if (column.form() == ColumnForm.TEXT) {
                String variable = "@v" + conversions.size();
                targets.add(variable);
                conversions.add(name + " = CONVERT(" + variable + " USING utf8mb4)");
            } else {
                targets.add(name);
            }
        }
        if (targets.isEmpty()) {
            // All columns are generated: each row is an empty line.
            targets.add("@nothing");
        }
        return "LOAD DATA LOCAL INFILE 'chunk' INTO TABLE " + SqlText.name(schema, table.name())
                + " CHARACTER SET binary (" + String.join(", ", targets) + ")"
                + (conversions.isEmpty() ? "" : " SET " + String.join(", ", conversions));
    }
}
