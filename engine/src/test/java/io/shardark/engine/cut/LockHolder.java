package io.shardark.engine.cut;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.manifest.CutLevel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that locks a bank as a cut does, says so, and then does nothing until its input ends. */
final class LockHolder {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private LockHolder() {}

    /**
     * Reads from its input: what to hold ({@code locks} or {@code cut}), the schema, and per server port, user,
     * password.
     */
    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String what = line(input);
        Topology topology = topology(input, line(input));
        if (what.equals("locks")) {
            Together together = new Together();
            List<Station> stations =
                    Stations.open(together, new Sessions(), topology, Selection.everything(), 1, LOCK_TIMEOUT);
            for (Station station : stations) {
                station.prepare(CutLevel.GLOBAL, LockForm.TABLES);
                station.lock(LockForm.TABLES, LOCK_TIMEOUT);
            }
        } else {
            CutSettings settings =
                    new CutSettings(CutLevel.GLOBAL, Duration.ofSeconds(30), LOCK_TIMEOUT, WhenMissed.FAIL);
            Cut unused = new CutTaker(new Sessions(), ProgressListener.NONE).take(topology, 1, settings);
        }
        System.out.println("HELD");
        line(input);
    }

    private static Topology topology(BufferedReader input, String schema) throws IOException {
        List<Instance> instances = new ArrayList<>();
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int port = Integer.parseInt(line(input));
            Instance instance = new Instance(
                    i, "bank-" + i, "127.0.0.1", port, line(input), new Secret(line(input)), Tls.PREFERRED);
            instances.add(instance);
            shards.add(new Shard(i, "ds_" + i, instance, schema));
        }
        return new Topology(instances, shards, List.of());
    }

    private static String line(BufferedReader input) throws IOException {
        return String.valueOf(input.readLine());
    }
}
