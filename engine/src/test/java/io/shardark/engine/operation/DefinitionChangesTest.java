package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.operation.ChangingShard.Locks;
import io.shardark.engine.operation.ChangingShard.Moment;
import io.shardark.engine.operation.ChangingShard.Outcome;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to definitions while a backup runs, and whenever, the backup shows what was there at the cut, which
 * a server says that the same statements were executed on again.
 */
class DefinitionChangesTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";
    private static final List<Moment> LATER = List.of(
            Moment.BEFORE_THE_FIRST_ROW, Moment.WHILE_ROWS_ARE_READ, Moment.AFTER_A_SHARD, Moment.BEFORE_THE_PROOF);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void theBackupShowsWhatWasThereAtTheCut(ServerFlavor flavor) throws Exception {
        SplittableRandom random = random(flavor);
        Map<String, String> findings = new LinkedHashMap<>();
        for (Locks locks : Locks.values()) {
            try (ChangingShard shard = new ChangingShard(flavor, locks, folder)) {
                if (locks != Locks.NONE) {
                    shard.backUpDuring(change -> Moment.BEFORE_THE_CUT)
                            .forEach((change, outcome) -> assertEquals(Outcome.DONE_BEFORE_THE_CUT, outcome, change));
                }
                shard.backUpDuring(change -> LATER.get(random.nextInt(LATER.size())))
                        .forEach((change, outcome) ->
                                findings.merge(change, locks.text() + ": " + outcome.text(), (a, b) -> a + "; " + b));
                if (locks == Locks.NONE) {
                    shard.backUpDuring(change -> Moment.DURING_THE_CUT);
                }
            }
        }
        Map<String, String> inOrder = new LinkedHashMap<>();
        DefinitionChange.all()
                .forEach(change -> inOrder.put(change.name(), brief(findings.getOrDefault(change.name(), ""))));
        FidelityDocument.ofProject()
                .state("definition changes", "change after the cut", ChangingShard.column(flavor), inOrder);
    }

    /** Without the locks where they make no difference. */
    private static String brief(String finding) {
        String outcomes = Arrays.stream(finding.split("; ", -1))
                .map(text -> text.substring(text.indexOf(": ") + 2))
                .distinct()
                .collect(Collectors.joining("; "));
        return outcomes.contains("; ") ? finding : outcomes;
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void atManyRandomMoments(ServerFlavor flavor) throws Exception {
        SplittableRandom random = random(flavor);
        int rounds = Integer.getInteger("shardark.soak.changes", 20);
        List<Moment> moments = List.of(Moment.values());
        Function<DefinitionChange, Moment> any = change -> moments.get(random.nextInt(moments.size()));
        for (int round = 0; round < rounds; round++) {
            for (Locks locks : Locks.values()) {
                try (ChangingShard shard = new ChangingShard(flavor, locks, folder)) {
                    assertTrue(shard.backUpDuring(any).size() > 20);
                }
            }
        }
    }

    private static SplittableRandom random(ServerFlavor flavor) {
        long seed = System.nanoTime();
        System.out.println("definition changes on " + flavor + ", seed " + seed);
        return new SplittableRandom(seed);
    }
}
