package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.value.BackupId;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever ends a snapshot, and whenever: there is no backup, or one that shows one moment of one server. */
class SnapshotDeathTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    @TempDir
    private Path folder;

    /** What happens to the connections of a backup, or to their server. */
    private enum Death {
        KILL_ONE_CONNECTION(true) {
            @Override
            void strike(FailoverPair pair, SplittableRandom random) {
                List<String> connections = pair.connections();
                if (!connections.isEmpty()) {
                    kill(pair, "", List.of(connections.get(random.nextInt(connections.size()))));
                }
            }
        },
        KILL_ALL_CONNECTIONS(true) {
            @Override
            void strike(FailoverPair pair, SplittableRandom random) {
                kill(pair, "", pair.connections());
            }
        },
        KILL_ALL_STATEMENTS(true) {
            @Override
            void strike(FailoverPair pair, SplittableRandom random) {
                kill(pair, "QUERY ", pair.connections());
            }
        },
        CUT_ALL_CONNECTIONS(true) {
            @Override
            void strike(FailoverPair pair, SplittableRandom random) {
                pair.proxy().cut();
            }
        },
        NEW_CONNECTIONS_LEAD_ELSEWHERE(true) {
            @Override
            void strike(FailoverPair pair, SplittableRandom random) {
                pair.proxy().leadTo(pair.server(1).port());
            }
        },
        FAILOVER(true) {
            @Override
            void strike(FailoverPair pair, SplittableRandom random) {
                pair.proxy().leadTo(pair.server(1).port());
                pair.proxy().cut();
            }
        },
        SERVER_RESTART(false) {
            @Override
            void strike(FailoverPair pair, SplittableRandom random) {
                pair.server(0).kill();
                pair.server(0).start();
            }
        };

        private final boolean quick;

        Death(boolean quick) {
            this.quick = quick;
        }

        abstract void strike(FailoverPair pair, SplittableRandom random);

        private static void killIfThere(FailoverPair pair, String connection) {
            try {
                pair.execute(0, "KILL " + connection);
            } catch (AssertionError e) {
                // It has just ended by itself.
                return;
            }
        }

        static void kill(FailoverPair pair, String what, List<String> connections) {
            for (String connection : connections) {
                killIfThere(pair, what + connection);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void atRandomMoments(ServerFlavor flavor) throws Exception {
        strikeOften(flavor, 3);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void atManyRandomMoments(ServerFlavor flavor) throws Exception {
        strikeOften(flavor, Integer.getInteger("shardark.soak.deaths", 100));
    }

    private void strikeOften(ServerFlavor flavor, int strikes) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (FailoverPair pair = FailoverPair.create(flavor)) {
            List<Moment> lengths = lengthsOfSteps(pair);
            for (Death death : Death.values()) {
                int failed = 0;
                int all = death.quick ? strikes : Math.max(1, strikes / 5);
                for (int strike = 0; strike < all; strike++) {
                    Moment step = lengths.get(random.nextInt(lengths.size()));
                    Moment moment = new Moment(step.step(), 1 + random.nextInt(step.message()));
                    String message = death + " at " + moment + ", seed " + seed;
                    failed += struck(pair, moment, () -> death.strike(pair, random), message) ? 0 : 1;
                    pair.proxy().leadTo(pair.server(0).port());
                }
                System.out.println(
                        flavor + " " + death + ": " + failed + " of " + all + " failed, the others were right");
            }
        }
    }

    /** A message of a step of a backup, from 1. */
    private record Moment(String step, int message) {}

    /** The steps of an undisturbed backup in which messages are sent, with the last message of each. */
    private List<Moment> lengthsOfSteps(FailoverPair pair) throws Exception {
        Map<String, AtomicInteger> lengths = new ConcurrentHashMap<>();
        AtomicReference<String> step = new AtomicReference<>("");
        pair.onMessage(text -> lengths.computeIfAbsent(step.toString(), key -> new AtomicInteger())
                .incrementAndGet());
        assertTrue(rightOrRefused(
                pair,
                event -> {
                    if (event instanceof StepStarted started) {
                        step.set(started.step());
                    }
                },
                "undisturbed"));
        return lengths.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .map(entry -> new Moment(entry.getKey(), entry.getValue().get()))
                .toList();
    }

    private boolean struck(FailoverPair pair, Moment moment, Runnable strike, String message) throws Exception {
        AtomicInteger sent = new AtomicInteger(Integer.MIN_VALUE);
        pair.onMessage(text -> {
            if (sent.incrementAndGet() == moment.message()) {
                pair.strike(strike);
            }
        });
        pair.expose();
        return rightOrRefused(
                pair,
                event -> {
                    if (event instanceof StepStarted started
                            && started.step().equals(moment.step())
                            && sent.get() < 0) {
                        sent.set(0);
                    }
                },
                message);
    }

    /** An address that leads elsewhere before the cut, while the connections of the preflight were good. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void anotherServerAfterThePreflightIsNoticed(ServerFlavor flavor) throws Exception {
        try (FailoverPair pair = FailoverPair.create(flavor)) {
            for (String step :
                    List.of("taking the cut", "reading definitions at the cut", "proving that no definition changed")) {
                ProgressListener switching = event -> {
                    if (event instanceof StepStarted started && started.step().equals(step)) {
                        pair.proxy().leadTo(pair.server(1).port());
                    }
                };
                boolean late = step.startsWith("proving");
                assertEquals(late, rightOrRefused(pair, switching, step), step);
                pair.proxy().leadTo(pair.server(0).port());
            }
        }
    }

    /** Whether there is a backup; when there is, it is right, and when there is none, nothing is left of it. */
    private boolean rightOrRefused(FailoverPair pair, ProgressListener progress, String message) throws Exception {
        Path place = Files.createTempDirectory(folder, "repository");
        Repository repository = Repository.openOrCreate(new DiskStore(place));
        Optional<BackupId> backup = backUp(pair, repository, progress, message);
        pair.assertUnlocked(message);
        repository.lock().close();
        if (backup.isEmpty()) {
            assertEquals(List.of(), repository.backups(), message);
            try (Stream<Path> files = Files.walk(place)) {
                assertEquals(2, files.filter(Files::isRegularFile).count(), message + ": repository.json and the lock");
            }
            return false;
        }
        pair.dropTarget();
        BackupReader reader = Restores.open(place, backup.get());
        Restores.restore(pair.sessions(), reader, pair.target(), ProgressListener.NONE);
        pair.assertOneMoment(message);
        return true;
    }

    private static Optional<BackupId> backUp(
            FailoverPair pair, Repository repository, ProgressListener progress, String message) {
        BackupOperation operation = new BackupOperation(
                repository,
                pair.proxied(),
                new BackupSettings(2, 64 * 1024, BackupChild.CUT),
                new Encryption.None(),
                Optional.empty(),
                pair.sessions(),
                "shardark test",
                progress);
        try {
            return Optional.of(operation.run().backup());
        } catch (ShardarkException e) {
            System.out.println(
                    message + " -> " + e.getClass().getSimpleName() + ": " + e.getMessage() + " / " + e.hint());
            assertTrue(e.getMessage().contains("pair") || e.getMessage().contains("ds_"), message + ": " + e);
            return Optional.empty();
        }
    }
}
