package io.shardark.cli.progress;

/**
 * How far a shard is.
 *
 * @param plannedRows expected rows, which may be an estimate
 * @param table the table whose chunk was done last; empty before the first
 */
record ShardProgress(
        String name, Status status, long plannedRows, long plannedBytes, long doneRows, long doneBytes, String table) {
    /** Whether work on a shard has begun or ended. */
    enum Status {
        WAITING,
        RUNNING,
        DONE
    }

    static ShardProgress planned(String name, long rows, long bytes) {
        return new ShardProgress(name, Status.WAITING, rows, bytes, 0, 0, "");
    }

    ShardProgress plus(String table, long rows, long bytes) {
        return new ShardProgress(
                name, Status.RUNNING, plannedRows, plannedBytes, doneRows + rows, doneBytes + bytes, table);
    }

    /** The estimate gives way to the truth, so that totals add up. */
    ShardProgress done() {
        return new ShardProgress(name, Status.DONE, doneRows, doneBytes, doneRows, doneBytes, table);
    }

    /** From 0 to 1; never 1 before it is done, however wrong the estimate was. */
    double fraction() {
        return status == Status.DONE ? 1 : Fractions.unfinished(doneBytes, plannedBytes);
    }
}
