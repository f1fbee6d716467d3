package io.shardark.engine.cut.pressure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** The shards of one transaction, in the order in which it writes to them, and what each of them loses or gets. */
final class Shards {
    private Shards() {}

    /** Two to four of them. */
    static List<Integer> some(SplittableRandom random, Load.Order order) {
        List<Integer> shards = new ArrayList<>();
        for (int shard = 0; shard < ShardedBank.SHARDS; shard++) {
            shards.add(shard);
        }
        Collections.shuffle(shards, new Random(random.nextLong()));
        List<Integer> some = shards.subList(0, random.nextInt(2, ShardedBank.SHARDS + 1));
        return order == Load.Order.ANY
                ? List.copyOf(some)
                : some.stream().sorted().toList();
    }

    /** The first pays one to each of the others. */
    static int amount(List<Integer> shards, int shard) {
        return shards.get(0) == shard ? 1 - shards.size() : 1;
    }

    /** The id of a transaction's branch. */
    static String branch(String id, int shard) {
        return "'" + id + "', 's" + shard + "'";
    }
}
