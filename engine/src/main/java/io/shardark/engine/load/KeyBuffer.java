package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory in which a server sorts new keys of a table. MySQL's default of 1 MiB (8.0.27 and later) makes it write
 * many short runs and merge them again; MariaDB's cannot be changed.
 */
final class KeyBuffer {
    private static final String VARIABLE = "innodb_ddl_buffer_size";
    private static final String POOL = "innodb_buffer_pool_size";
    private static final long MOST = 64L << 20;
    /** So that several tables at once take a small part of what the server's memory was planned for. */
    private static final long PART_OF_POOL = 64;

    private KeyBuffer() {}

    /** Makes it larger for this session, where the server can and has less. */
    static void enlarge(Session session) {
        Map<String, Long> found = new HashMap<>();
        session.query(
                        "SHOW VARIABLES WHERE Variable_name IN ('" + VARIABLE + "', '" + POOL + "')",
                        row -> List.of(row.getString(1), row.getString(2)))
                .forEach(pair -> found.put(pair.get(0), Long.parseLong(pair.get(1))));
        long wanted = Math.min(MOST, found.getOrDefault(POOL, 0L) / PART_OF_POOL);
        if (found.getOrDefault(VARIABLE, Long.MAX_VALUE) < wanted) {
            session.execute("SET SESSION " + VARIABLE + " = " + wanted);
        }
    }
}
