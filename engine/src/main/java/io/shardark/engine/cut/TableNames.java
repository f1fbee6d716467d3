package io.shardark.engine.cut;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All tables of one instance of which rows are saved.
 *
 * @param quoted qualified names as SQL, sorted
 */
record TableNames(List<String> quoted) {
    private static final int TABLES_PER_TOUCH = 100;

    TableNames {
        quoted = List.copyOf(quoted);
    }

    static TableNames read(Session session, CutTables wanted) {
        if (wanted.schemas().isEmpty()) {
            return new TableNames(List.of());
        }
        // MariaDB calls system-versioned tables by their own type. Sequences hold no rows and are not transactional.
        String sql = "SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema IN ("
                + wanted.schemas().stream().map(SqlText::literal).collect(Collectors.joining(", "))
                + ") AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')";
        return new TableNames(session.query(sql, row -> new String[] {row.getString(1), row.getString(2)}).stream()
                .filter(table -> wanted.takes(table[0], table[1]))
                .map(table -> SqlText.name(table[0], table[1]))
                .sorted()
                .toList());
    }

    boolean isEmpty() {
        return quoted.isEmpty();
    }

    /** All names, separated by commas. */
    String list() {
        return String.join(", ", quoted);
    }

    /**
     * Statements that read no row, but open every table, so that the transaction holds a shared metadata lock on it
     * until it ends. Without that, RENAME TABLE makes a snapshot read another table without an error.
     */
    List<String> touching() {
        List<String> statements = new ArrayList<>();
        for (int from = 0; from < quoted.size(); from += TABLES_PER_TOUCH) {
            statements.add(quoted.subList(from, Math.min(quoted.size(), from + TABLES_PER_TOUCH)).stream()
                    .map(name -> "(SELECT 1 FROM " + name + " LIMIT 0)")
                    .collect(Collectors.joining(" UNION ALL ")));
        }
        return statements;
    }
}
