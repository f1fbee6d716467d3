package io.shardark.samples.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the shards hold. Rows are made by the server from its seeded random numbers, so they are the same every time.
 */
enum DataSet {
    /** Orders of a shop as in the demo, about 120 bytes of text a row, two secondary keys. */
    ORDERS("t_order", """
            CREATE TABLE %s (
              order_id BIGINT UNSIGNED NOT NULL,
              user_id INT UNSIGNED NOT NULL,
              status ENUM('new','paid','shipped','closed') NOT NULL,
              amount DECIMAL(12,2) NOT NULL,
              weight_kg FLOAT NOT NULL,
              note VARCHAR(200) CHARACTER SET utf8mb4 DEFAULT NULL,
              attributes JSON DEFAULT NULL,
              receipt BINARY(16) DEFAULT NULL,
              created TIMESTAMP(3) NOT NULL,
              paid DATETIME DEFAULT NULL,
              PRIMARY KEY (order_id),
              KEY user_created (user_id, created),
              KEY created (created)
            ) DEFAULT CHARSET = utf8mb4""", """
            SELECT 1000000000000000 + n * 977, FLOOR(RAND() * 100000), ELT(1 + FLOOR(RAND() * 4), 'new', 'paid',
              'shipped', 'closed'), ROUND(RAND() * 10000, 2), ROUND(RAND() * 50, 3), ELT(FLOOR(RAND() * 8), '请放在门口',
              'Leave at the front desk', '礼物包装 🎁', 'call before delivery', '周末送货', 'ring twice', ''),
              CONCAT('{"channel": "', IF(RAND() < 0.5, '微信', 'web'), '", "lines": ', FLOOR(RAND() * 5), '}'),
              IF(RAND() < 0.25, NULL, UNHEX(LEFT(SHA2(n, 256), 32))), FROM_UNIXTIME(1700000000 + ROUND(RAND() * 60000000, 3)),
              IF(RAND() < 0.2, NULL, FROM_UNIXTIME(1700000000 + FLOOR(RAND() * 60000000)))"""),
    /** What sysbench fills its tables with: long random digits, which hardly compress. */
    TEXT("sbtest", """
            CREATE TABLE %s (
              id INT NOT NULL,
              k INT NOT NULL,
              c CHAR(120) CHARACTER SET latin1 NOT NULL,
              pad CHAR(60) CHARACTER SET latin1 NOT NULL,
              PRIMARY KEY (id),
              KEY k_1 (k)
            ) DEFAULT CHARSET = utf8mb4""", "SELECT n, FLOOR(RAND() * 1000000), " + digits(10) + ", " + digits(5));

    private final String table;
    private final String definition;
    private final String rows;

    DataSet(String table, String definition, String rows) {
        this.table = table;
        this.definition = definition;
        this.rows = rows;
    }

    private static String digits(int groups) {
        return "CONCAT_WS('-'" + ", LPAD(FLOOR(RAND() * 100000000000), 11, '0')".repeat(groups) + ")";
    }

    /** The names of the first tables of a shard. */
    List<String> tables(int count) {
        return IntStream.range(0, count).mapToObj(n -> table + "_" + n).toList();
    }

    String create(String name) {
        return definition.formatted(name);
    }

    /** Inserts the rows that come from a list of numbers {@code n}. */
    String fill(String name, String numbers) {
        return "INSERT INTO " + name + " " + rows + " FROM (" + numbers + ") numbers";
    }
}
