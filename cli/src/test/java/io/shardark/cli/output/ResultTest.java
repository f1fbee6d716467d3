package io.shardark.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.operation.BackupPart;
import io.shardark.engine.operation.BackupReport;
import io.shardark.engine.operation.BackupSummary;
import io.shardark.engine.operation.RestoreReport;
import io.shardark.engine.operation.VerifyReport;
import io.shardark.engine.operation.VerifyReport.Level;
import io.shardark.engine.pace.PaceReport;
import io.shardark.engine.pace.WaitReason;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.manifest.CutRecord;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people and programs get to read, in full. */
final class ResultTest {
    private static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");
    private static final RowSetDigest DIGEST = RowSetDigest.parse(100_000, "00112233445566778899aabbccddeeff");
    private static final Sha256 MANIFEST = new Sha256("ab".repeat(32));

    private static final PaceReport WAITED = new PaceReport(List.of(
            new PaceReport.Wait(WaitReason.BYTES_PER_SECOND, "", Duration.ofMillis(9500)),
            new PaceReport.Wait(WaitReason.THREADS_RUNNING, "mysql-b", Duration.ofSeconds(125))));
    private static final String NOTHING = "{\"shards\":[],\"tables\":[],\"objects\":[],\"conditions\":[]}";

    @Test
    void partsSaySo() {
        BackupPart part = new BackupPart(
                List.of("ds_9"),
                List.of("ds_0.t_log"),
                List.of("view:ds_0.v"),
                List.of(new BackupPart.Condition("ds_0", "t", "id < 5")));
        CutRecord cut =
                new CutRecord(CutLevel.GLOBAL, Instant.parse("2026-11-22T15:03:13Z"), 1, 1, List.of(), List.of());
        BackupResult backup = new BackupResult(new BackupReport(
                BACKUP,
                MANIFEST,
                cut,
                List.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ofMillis(1),
                PaceReport.NONE,
                List.of(),
                part,
                List.of("n")));
        assertEquals(
                """
                Backup 20261122T150312Z-3f9a01bc of a PART is complete: every chunk was read back and compared.
                  left out on demand:
                  - shard ds_9
                  - rows of ds_0.t for which this is not true: id < 5
                  - table ds_0.t_log
                  - view ds_0.v
                  in the backup, but needs what was left out:
                  - n
                """,
                backup.text().stream()
                        .filter(line ->
                                line.startsWith("Backup") || line.contains("left out") || line.startsWith("  - "))
                        .collect(Collectors.joining("\n", "", "\n")));
        String json = "{\"shards\":[\"ds_9\"],\"tables\":[\"ds_0.t_log\"],\"objects\":[\"view:ds_0.v\"],"
                + "\"conditions\":[{\"shard\":\"ds_0\",\"table\":\"t\",\"where\":\"id < 5\"}]}";
        assertTrue(JsonText.of(backup).endsWith("\"partial\":true,\"leftOut\":" + json + ",\"needs\":[\"n\"]}"));
        assertEquals(
                "The PART in backup " + BACKUP + " is restored: the rows on the servers equal those of the backup.",
                restored(part, BackupPart.whole()).text().get(0));
        assertEquals(
                "A PART of backup " + BACKUP + " is restored: its rows on the servers equal those of the backup.",
                restored(BackupPart.whole(), part).text().get(0));
        assertTrue(JsonText.of(restored(BackupPart.whole(), part))
                .contains("\"partial\":true,\"leftOutOfBackup\":" + NOTHING + ",\"leftOutOfRestore\":" + json));
    }

    private static RestoreResult restored(BackupPart leftOutOfBackup, BackupPart leftOutOfRestore) {
        return new RestoreResult(new RestoreReport(
                BACKUP,
                List.of(),
                0,
                0,
                0,
                0,
                0,
                Duration.ofMillis(1),
                PaceReport.NONE,
                leftOutOfBackup,
                leftOutOfRestore,
                List.of()));
    }

    @Test
    void backup() {
        CutRecord cut = new CutRecord(
                CutLevel.INSTANT,
                Instant.parse("2026-11-22T15:03:13Z"),
                2,
                12,
                List.of(),
                List.of("instance mysql-b did not grant the lock of its tables in time"));
        BackupResult result = new BackupResult(new BackupReport(
                BACKUP,
                MANIFEST,
                cut,
                List.of(new BackupReport.ShardResult("ds_0", 9, DIGEST, 30 << 20, 8 << 20)),
                9,
                100_000,
                24,
                30 << 20,
                8 << 20,
                300,
                Duration.ofMillis(12_300),
                WAITED,
                List.of("users and their privileges"),
                BackupPart.whole(),
                List.of()));
        assertEquals("""
                Backup 20261122T150312Z-3f9a01bc is complete: every chunk was read back and compared.

                  cut       instant, taken 2026-11-22 15:03:13 UTC in 2 attempts; locks were held 12 ms, writers waited at most 300 ms
                  contents  1 shard, 9 tables, 100,000 rows
                  size      30.0 MiB of rows in 24 chunks, 8.0 MiB stored (3.8 : 1)
                  duration  12.3 s, 2.4 MiB/s
                  waited    9.5 s for bytes-per-second, 2 min 5 s for threads-running of mysql-b
                  manifest  sha256 abababababababababababababababababababababababababababababababab

                  shard  tables     rows      size   stored  digest of all rows
                  ds_0        9  100,000  30.0 MiB  8.0 MiB  001122334455...

                  why the cut is not better:
                  - instance mysql-b did not grant the lock of its tables in time

                  not in the backup:
                  - users and their privileges
                """, String.join("\n", result.text()) + "\n");
        assertEquals(
                "{\"command\":\"backup\",\"backup\":\"20261122T150312Z-3f9a01bc\",\"manifestSha256\":\""
                        + "ab".repeat(32)
                        + "\",\"cut\":{\"level\":\"instant\",\"takenAt\":\"2026-11-22T15:03:13Z\",\"attempts\":2,"
                        + "\"heldMillis\":12,\"longestStallMillis\":300,"
                        + "\"reasons\":[\"instance mysql-b did not grant the lock of its tables in time\"]},"
                        + "\"tables\":9,\"rows\":100000,\"chunks\":24,\"rowBytes\":31457280,\"storedBytes\":8388608,"
                        + "\"durationMillis\":12300,\"waits\":[{\"reason\":\"bytes-per-second\",\"instance\":\"\",\"millis\":9500},"
                        + "{\"reason\":\"threads-running\",\"instance\":\"mysql-b\",\"millis\":125000}],\"shards\":[{\"shard\":\"ds_0\",\"tables\":9,\"rows\":100000,"
                        + "\"digest\":\"00112233445566778899aabbccddeeff\",\"rowBytes\":31457280,\"storedBytes\":8388608}],"
                        + "\"notSaved\":[\"users and their privileges\"],\"partial\":false,\"leftOut\":" + NOTHING
                        + ",\"needs\":[]}",
                JsonText.of(result));
    }

    @Test
    void restore() {
        RestoreResult result = new RestoreResult(new RestoreReport(
                BACKUP,
                List.of(new RestoreReport.ShardResult("ds_0", 9, DIGEST, DIGEST)),
                9,
                100_000,
                30 << 20,
                20,
                4,
                Duration.ofSeconds(10),
                WAITED,
                BackupPart.whole(),
                BackupPart.whole(),
                List.of()));
        assertEquals("""
                Backup 20261122T150312Z-3f9a01bc is restored: the rows on the servers equal those of the backup.

                  contents  1 shard, 9 tables, 100,000 rows
                  loaded    20 chunks, 4 chunks found from an earlier run
                  size      30.0 MiB of rows
                  duration  10.0 s, 3.0 MiB/s
                  waited    9.5 s for bytes-per-second, 2 min 5 s for threads-running of mysql-b

                  shard  tables     rows  digest in backup  digest on server
                  ds_0        9  100,000  001122334455...   001122334455...
                """, String.join("\n", result.text()) + "\n");
    }

    @Test
    void verification() {
        VerifyResult bad = new VerifyResult(new VerifyReport(
                BACKUP,
                Level.FILES,
                CutLevel.GLOBAL,
                "",
                14,
                1 << 20,
                24,
                0,
                Duration.ofSeconds(1),
                PaceReport.NONE,
                true,
                Optional.empty(),
                List.of("shards/0000/00000.tar: differs"),
                List.of("nobody is trusted here, so the signature was not judged")));
        assertEquals(3, bad.exitCode().number());
        assertEquals("""
                Backup 20261122T150312Z-3f9a01bc of a PART is NOT good:
                  - shards/0000/00000.tar: differs

                  level      files
                  signed by  nobody that is trusted here
                  cut        global
                  checked    14 files, 24 chunks, 1.0 MiB read
                  duration   1.0 s, 1.0 MiB/s

                  to know:
                  - nobody is trusted here, so the signature was not judged
                  - Something was left out of the backup on demand; --level data says what.
                """, String.join("\n", bad.text()) + "\n");
        assertEquals(
                "{\"command\":\"verify\",\"backup\":\"20261122T150312Z-3f9a01bc\",\"level\":\"files\",\"good\":false,"
                        + "\"cut\":\"global\",\"signer\":\"\",\"files\":14,\"bytes\":1048576,\"chunks\":24,\"rows\":0,"
                        + "\"durationMillis\":1000,\"waits\":[],\"partial\":true,\"findings\":[\"shards/0000/00000.tar: differs\"],"
                        + "\"notes\":[\"nobody is trusted here, so the signature was not judged\"]}",
                JsonText.of(bad));
    }

    @Test
    void list() {
        BackupSummary known = new BackupSummary(
                BACKUP,
                Instant.parse("2026-11-22T15:03:12Z"),
                Duration.ofSeconds(5),
                4,
                false,
                false,
                CutLevel.GLOBAL,
                8 << 20,
                Optional.of(new BackupSummary.Contents(33, 100_000, 30 << 20, BackupPart.whole())),
                "backup-host.pub (6143cd0a6926a4b2)",
                "");
        BackupSummary hidden = new BackupSummary(
                BACKUP,
                Instant.parse("2026-11-22T15:03:12Z"),
                Duration.ofSeconds(5),
                4,
                true,
                true,
                CutLevel.GLOBAL,
                8 << 20,
                Optional.empty(),
                "",
                "");
        ListResult result = new ListResult("/r", List.of(known, hidden));
        assertEquals(0, result.exitCode().number());
        assertEquals("""
                  backup                     time                     extent  shards  tables     rows      size   stored    ratio  cut     signed by
                  20261122T150312Z-3f9a01bc  2026-11-22 15:03:12 UTC  whole        4      33  100,000  30.0 MiB  8.0 MiB  3.8 : 1  global  backup-host.pub (6143cd0a6926a4b2)
                  20261122T150312Z-3f9a01bc  2026-11-22 15:03:12 UTC  part         4       ?        ?         ?  8.0 MiB        ?  global  nobody trusted

                  to know:
                  - Tables and rows of encrypted backups are shown with --key FILE.
                """, String.join("\n", result.text()) + "\n");
        assertEquals(List.of("No backups in /r"), new ListResult("/r", List.of()).text());
    }
}
