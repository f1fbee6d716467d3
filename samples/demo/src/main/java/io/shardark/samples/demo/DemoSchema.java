package io.shardark.samples.demo;

import io.shardark.samples.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The shards of the demo: {@code ds_0} to {@code ds_3}, each with four tables of orders and four of their items. */
final class DemoSchema {
    static final int SHARDS = 4;
    static final int TABLES = 4;

    private static final String ORDER = """
            CREATE TABLE t_order_%d (
              order_id BIGINT UNSIGNED NOT NULL,
              trade_no BIGINT NOT NULL COMMENT '交易号: the same in both shards of a trade',
              user_id INT UNSIGNED NOT NULL,
              status ENUM('new','paid','shipped','closed') NOT NULL DEFAULT 'new',
              amount DECIMAL(12,2) NOT NULL,
              weight_kg FLOAT NOT NULL,
              note VARCHAR(200) CHARACTER SET utf8mb4 DEFAULT NULL,
              attributes JSON DEFAULT NULL,
              receipt BINARY(16) DEFAULT NULL,
              created TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
              paid DATETIME DEFAULT NULL,
              PRIMARY KEY (order_id),
              KEY user_created (user_id, created),
              KEY trade (trade_no)
            ) DEFAULT CHARSET = utf8mb4""";

    private static final String ITEM = """
            CREATE TABLE t_order_item_%d (
              order_id BIGINT UNSIGNED NOT NULL,
              line_no SMALLINT NOT NULL,
              sku VARCHAR(20) NOT NULL,
              title VARCHAR(100) CHARACTER SET utf8mb4 NOT NULL,
              quantity SMALLINT UNSIGNED NOT NULL,
              unit_price DECIMAL(10,2) NOT NULL,
              total DECIMAL(14,2) AS (quantity * unit_price) STORED,
              PRIMARY KEY (order_id, line_no),
              KEY sku (sku),
              CONSTRAINT item_of_order_%d FOREIGN KEY (order_id) REFERENCES t_order_%d (order_id)
            ) DEFAULT CHARSET = utf8mb4""";

    private static final String COUNTRY = """
            CREATE TABLE t_country (
              code CHAR(2) NOT NULL PRIMARY KEY,
              name_en VARCHAR(60) NOT NULL,
              name_zh VARCHAR(60) CHARACTER SET utf8mb4 NOT NULL
            ) DEFAULT CHARSET = utf8mb4""";

    private static final String PAID_ORDERS =
            "CREATE VIEW v_paid AS SELECT order_id, amount, paid FROM t_order_0 WHERE status <> 'new'";

    private DemoSchema() {}

    /** The server that a shard lives on: the first two on the first server. */
    static DatabaseServer serverOf(int shard, List<DatabaseServer> servers) {
        return servers.get(shard / (SHARDS / servers.size()));
    }

    static String name(int shard) {
        return "ds_" + shard;
    }

    static void create(List<DatabaseServer> servers) throws SQLException {
        for (int shard = 0; shard < SHARDS; shard++) {
            try (Connection connection = serverOf(shard, servers).connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name(shard) + " DEFAULT CHARACTER SET utf8mb4");
                statement.execute("USE " + name(shard));
                createTables(statement);
                if (shard == 0) {
                    statement.execute(COUNTRY);
                }
            }
        }
    }

    private static void createTables(Statement statement) throws SQLException {
        for (int table = 0; table < TABLES; table++) {
            statement.execute(ORDER.formatted(table));
            statement.execute(ITEM.formatted(table, table, table));
        }
        statement.execute(PAID_ORDERS);
    }

    static void drop(List<DatabaseServer> servers) throws SQLException {
        for (int shard = 0; shard < SHARDS; shard++) {
            try (Connection connection = serverOf(shard, servers).connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE " + name(shard));
            }
        }
    }
}
