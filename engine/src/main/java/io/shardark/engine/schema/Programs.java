package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;

/**
 * Which kinds of programs a schema has at all. Most shards have none, and each question that need not be asked spares a
 * server with many shards some time.
 */
record Programs(boolean routines, boolean triggers, boolean events) {
    static Programs in(Session session, String schema) {
        String name = SqlText.literal(schema);
        return session.query(
                        "SELECT EXISTS (SELECT 1 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = " + name
                                + "), EXISTS (SELECT 1 FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = " + name
                                + "), EXISTS (SELECT 1 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = " + name
                                + ")",
                        row -> new Programs(row.getInt(1) == 1, row.getInt(2) == 1, row.getInt(3) == 1))
                .get(0);
    }
}
