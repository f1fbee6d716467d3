package io.shardark.engine.cut.pressure;

/**
 * How a bank is written to.
 *
 * @param writers how many, each without a pause
 * @param crossPercent how many of a hundred transactions write to two to four shards
 * @param commit how those end
 * @param order in which order those write to their shards
 */
record Load(int writers, int crossPercent, Commit commit, Order order) {
    enum Order {
        ANY,
        /** The same for all, which is how applications avoid waiting in a circle for each other. */
        ASCENDING
    }

    enum Commit {
        /** COMMIT on one shard after the other. */
        PLAIN,
        /** XA PREPARE on all, then XA COMMIT on one after the other. */
        TWO_PHASE,
        /** Half of each. */
        MIXED
    }

    static Load mixed(int writers, int crossPercent) {
        return new Load(writers, crossPercent, Commit.MIXED, Order.ANY);
    }

    @Override
    public String toString() {
        String kind = commit == Commit.MIXED ? "" : commit == Commit.PLAIN ? ", plain commits" : ", two-phase";
        kind += order == Order.ASCENDING ? ", always in the order of the shards" : "";
        return writers + (writers == 1 ? " writer, " : " writers, ") + crossPercent + " % across shards" + kind;
    }
}
