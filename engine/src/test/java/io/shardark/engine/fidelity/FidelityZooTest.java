package io.shardark.engine.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.fidelity.Habitat.Place;
import io.shardark.engine.fidelity.Specimen.Fate;
import io.shardark.engine.fidelity.Specimen.Section;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.operation.RestoreReport;
import io.shardark.engine.operation.Restores;
import io.shardark.engine.operation.TwoInstances;
import io.shardark.engine.read.RowEncoding;
import io.shardark.engine.read.TableDigest;
import io.shardark.engine.schema.SourcePreflight;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.manifest.ShardReference;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backs up and restores the whole zoo, and states what came back in docs/FIDELITY.md. */
class FidelityZooTest {
    /** Small, so that a few hundred rows are several chunks. */
    private static final int CHUNK_BYTES = 1024;

    private static final int FEWEST_TABLES = 250;

    @TempDir
    private Path folder;

    private final Map<Specimen, String> findings = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void everythingComesBackOrIsRefusedOrReported(ServerFlavor flavor) {
        String column;
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            column = column(shards);
            Zoo.all().stream()
                    .filter(specimen -> specimen.livesOn(flavor) && specimen.fate() == Fate.REFUSED)
                    .forEach(specimen -> findings.put(specimen, refusal(shards, specimen)));
            saveAndCompare(shards);
        }
        for (Section section : Section.values()) {
            state(section, column);
        }
        assertEquals("", String.join("\n", failures));
    }

    private static String column(TwoInstances shards) {
        try (Session session = shards.sessions().open(shards.shard(0).instance())) {
            return FidelityDocument.column(session.server());
        }
    }

    private void saveAndCompare(TwoInstances shards) {
        Habitat habitat = Habitat.settle(
                shards,
                Zoo.all().stream()
                        .filter(specimen -> specimen.livesOn(shards.flavor()) && specimen.fate() != Fate.REFUSED)
                        .toList());
        failures.addAll(habitat.failures());
        Map<Integer, Map<String, List<String>>> before = habitat.texts();
        BackupReader backup = Restores.backUp(shards, folder, CHUNK_BYTES);
        compareEncodings(shards, backup);
        shards.onEach("DROP DATABASE `%s`");
        RestoreReport report = Restores.restore(shards, backup, shards.topology());
        if (report.tables() < FEWEST_TABLES) {
            failures.add("the zoo has only " + report.tables() + " tables");
        }
        Findings found = new Findings(backup, before, habitat.texts());
        for (Place place : habitat.places()) {
            findings.put(place.specimen(), found.of(place));
        }
        failures.addAll(found.failures());
    }

    /** What small tables are not read with gives the same rows, too. */
    private void compareEncodings(TwoInstances shards, BackupReader backup) {
        for (ShardReference reference : backup.manifest().shards()) {
            ShardReader saved = backup.shard(reference.shard(), NoEnvelope.INSTANCE);
            Shard shard = shards.shard(reference.shard());
            try (Session session = shards.sessions().open(shard.instance())) {
                for (TableRecord table : saved.header().tables()) {
                    RowSetDigest digest = TableDigest.compute(
                            session,
                            shard.schema(),
                            table,
                            RowEncoding.BINARY,
                            new RowBuffer(CHUNK_BYTES),
                            UnaryOperator.identity());
                    if (!digest.equals(saved.totals().get(table.number()).digest())) {
                        failures.add("table " + table.name() + " is another one in the binary encoding");
                    }
                }
            }
        }
    }

    /** Why a backup does not begin as long as a specimen is there. */
    private String refusal(TwoInstances shards, Specimen specimen) {
        shards.execute(0, specimen.statements(shards.shard(0).schema(), 0).toArray(String[]::new));
        Topology one = new Topology(List.of(shards.shard(0).instance()), List.of(shards.shard(0)), List.of());
        List<ShardarkException> problems = SourcePreflight.problems(shards.sessions(), one);
        shards.execute(
                0,
                "DROP DATABASE `" + shards.shard(0).schema() + "`",
                "CREATE DATABASE `" + shards.shard(0).schema() + "` DEFAULT CHARACTER SET utf8mb4");
        if (problems.isEmpty()) {
            failures.add(specimen.item() + ": not refused");
            return "NOT REFUSED";
        }
        return "refused: "
                + problems.get(0)
                        .getMessage()
                        .replace(shards.shard(0).place(), "")
                        .replace(" of schema " + shards.shard(0).schema(), "")
                        .replaceFirst("^[,:]? ?(table [^:]+: )?", "");
    }

    private void state(Section section, String column) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (Specimen specimen : Zoo.all()) {
            if (specimen.section() == section) {
                rows.merge(
                        specimen.item(),
                        findings.getOrDefault(specimen, "not on this server"),
                        FidelityZooTest::together);
            }
        }
        try {
            FidelityDocument.ofProject().state(section.title(), section.items(), column, rows);
        } catch (AssertionError e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    /** One row for several specimens: the same said twice is said once. */
    private static String together(String first, String second) {
        if (first.equals(second) || second.equals("not on this server")) {
            return first;
        }
        return first.equals("not on this server") ? second : first + "; " + second;
    }
}
