package io.shardark.engine.operation;

/** Tables with and without rows, with and without a key, in every shard. */
final class SampleRows {
    static final int TABLES = 3;
    static final int ROWS = 20_003;

    private SampleRows() {}

    static void fill(TwoInstances shards) {
        for (int n = 0; n < TwoInstances.SHARDS; n++) {
            shards.execute(
                    n,
                    "CREATE TABLE t_order (id BIGINT PRIMARY KEY, note VARCHAR(200), amount DECIMAL(12,2), weight FLOAT)",
                    "CREATE TABLE t_empty (id INT PRIMARY KEY)",
                    "CREATE TABLE t_log (line TEXT)",
                    "INSERT INTO t_order WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n WHERE id < 1000)"
                            + " SELECT a.id + 1000 * (b.id - 1), REPEAT('备注 note ', MOD(a.id, 20)), a.id / 3, b.id / 7"
                            + " FROM n a, n b WHERE b.id <= 20",
                    "INSERT INTO t_log VALUES ('one'), (NULL), ('t\\two')");
        }
    }
}
