package io.shardark.cli.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.load.BinaryLog;
import io.shardark.engine.load.FastLoad;
import io.shardark.engine.load.LoadChoices;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.operation.BackupSettings;
import io.shardark.engine.operation.CompressionBounds;
import io.shardark.engine.operation.RestoreSettings;
import io.shardark.engine.pace.PaceLimits;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.format.chunk.CompressionLevel;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.manifest.CutLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConfigurationReaderTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PW", "s3cret-canary", "PORT", "3307");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void createKeyFiles() throws IOException {
        file = folder.resolve("shardark.yaml");
        for (String name : List.of("ops.crt", "escrow.crt", "backup-host.key", "backup-host.pub")) {
            Files.createFile(folder.resolve(name));
        }
    }

    private Configuration read(String text, Purpose purpose) throws IOException {
        Files.writeString(file, text);
        return new ConfigurationReader(ENVIRONMENT).read(file, purpose);
    }

    @Test
    void readsEveryKey() throws IOException {
        Configuration configuration = read("""
                repository: backups/shop
                instances:
                  mysql-a: { host: 10.0.0.1, port: "${env:PORT}", user: backup, password: "${env:PW}", tls: verify-ca }
                  mysql-b: { host: db.example.org, user: "", password: "" }
                shards:
                  ds_0: { instance: mysql-a, schema: ds_0 }
                  店_1: { instance: mysql-b, schema: "schema of 1" }
                encryption: { recipients: [ops.crt, escrow.crt] }
                signing-key: backup-host.key
                trusted-signers: [backup-host.pub]
                backup: { connections-per-instance: 64, chunk-size: 64KiB, compression: { lowest: 3, highest: 19 }, cut: per-instance, cut-missed: degrade,
                  cut-deadline: 2m, lock-timeout: 3s, pace: { bytes-per-second: 20MiB, rows-per-second: 50000,
                  threads-running: 16, replica-lag: 10s, history-list-length: 1000000, pause-file: pause, longest-wait: 2m } }
                restore: { connections-per-instance: 1, fast-load: force, binary-log: off, pace: { threads-running: 8 } }
                """.replace("user: \"\"", "user: root"), Purpose.BACKUP);

        assertEquals(Optional.of(folder.resolve("backups/shop")), configuration.repository());
        Instance a = configuration.topology().instances().get(0);
        assertEquals("instance mysql-a (10.0.0.1:3307)", a.place());
        assertEquals(Tls.VERIFY_CA, a.tls());
        Instance b = configuration.topology().instances().get(1);
        assertEquals("instance mysql-b (db.example.org:3306)", b.place());
        assertEquals(Tls.PREFERRED, b.tls());
        assertEquals(
                List.of(new Shard(0, "ds_0", a, "ds_0"), new Shard(1, "店_1", b, "schema of 1")),
                configuration.topology().shards());
        assertEquals(
                new EncryptionChoice.Recipients(List.of(folder.resolve("ops.crt"), folder.resolve("escrow.crt"))),
                configuration.encryption());
        assertEquals(Optional.of(folder.resolve("backup-host.key")), configuration.signingKey());
        assertEquals(List.of(folder.resolve("backup-host.pub")), configuration.trustedSigners());
        CutSettings cut = new CutSettings(
                CutLevel.PER_INSTANCE, Duration.ofMinutes(2), Duration.ofSeconds(3), WhenMissed.DEGRADE);
        PaceLimits pace = new PaceLimits(
                OptionalLong.of(20 << 20),
                OptionalLong.of(50_000),
                OptionalInt.of(16),
                Optional.of(Duration.ofSeconds(10)),
                OptionalLong.of(1_000_000),
                Optional.of(folder.resolve("pause")),
                Duration.ofMinutes(2));
        assertEquals(
                new BackupSettings(64, 64 << 10, cut)
                        .with(pace)
                        .with(new CompressionBounds(new CompressionLevel(3), CompressionLevel.HIGHEST)),
                configuration.backup());
        PaceLimits restorePace = new PaceLimits(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.of(8),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                PaceLimits.USUAL_LONGEST_WAIT);
        assertEquals(
                new RestoreSettings(1, new LoadChoices(FastLoad.FORCED, BinaryLog.OFF), restorePace),
                configuration.restore());
        assertFalse(configuration.toString().contains("s3cret-canary"));
    }

    @Test
    void hasDefaults() throws IOException {
        Configuration configuration = read("""
                repository: /var/backups/shop
                instances: { one: { host: localhost, user: root, password: "" } }
                shards: { ds: { instance: one, schema: ds } }
                encryption: none
                """, Purpose.BACKUP);
        CutSettings cut =
                new CutSettings(CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), WhenMissed.FAIL);
        assertEquals(new BackupSettings(2, 16 << 20, cut), configuration.backup());
        assertEquals(new RestoreSettings(4), configuration.restore());
        assertEquals(new EncryptionChoice.None(), configuration.encryption());
        assertEquals(Optional.empty(), configuration.signingKey());
        assertEquals(List.of(), configuration.trustedSigners());
    }

    @Test
    void auditorNeedsNeitherDatabasesNorPasswords() throws IOException {
        Configuration alone = read("repository: r\n", Purpose.REPOSITORY);
        assertEquals(List.of(), alone.topology().instances());
        assertEquals(new EncryptionChoice.Unsaid(), alone.encryption());
        read("""
                repository: r
                instances: { one: { host: localhost, user: root, password: "${env:NOT_HERE}" } }
                shards: { ds: { instance: one, schema: ds } }
                encryption: { recipients: [not-here.crt] }
                signing-key: not-here.key
                """, Purpose.REPOSITORY);
    }

    @Test
    void otherPlaceNeedsOnlyDatabases() throws IOException {
        Configuration other = read("""
                instances: { one: { host: localhost, user: root, password: "" } }
                shards: { ds: { instance: one, schema: copy_of_ds } }
                """, Purpose.DATABASES);
        assertEquals(Optional.empty(), other.repository());
        assertEquals("copy_of_ds", other.topology().shards().get(0).schema());
    }

    @Test
    void placeholdersComeFromFilesToo() throws IOException {
        Files.writeString(folder.resolve("user"), "backup\r\n");
        Files.writeString(folder.resolve("host"), "db");
        Configuration configuration = read("""
                instances: { one: { host: "${file:host}.example.org", user: "${file:%s}", password: "" } }
                shards: { ds: { instance: one, schema: ds } }
                """.formatted(folder.resolve("user")), Purpose.DATABASES);
        Instance instance = configuration.topology().instances().get(0);
        assertEquals("db.example.org", instance.host());
        assertEquals("backup", instance.user());
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void sampleIsRight(Purpose purpose) throws IOException {
        Path sample = Path.of("..", "samples", "shardark.yaml");
        Files.copy(sample, file);
        Configuration configuration = new ConfigurationReader(Map.of("BACKUP_PASSWORD", "x")).read(file, purpose);
        assertEquals(3, configuration.topology().shards().size());
        assertEquals(2, configuration.topology().instances().size());
        BackupSettings defaults = SettingsSection.backup(Optional.empty());
        assertEquals(defaults, configuration.backup(), "the sample says that it shows the defaults");
        assertEquals(SettingsSection.restore(Optional.empty()), configuration.restore());
    }

    @Test
    void missingFileSaysHowToNameAnother() {
        ConfigurationException failure = assertThrows(
                ConfigurationException.class,
                () -> new ConfigurationReader(Map.of()).read(folder.resolve("none.yaml"), Purpose.BACKUP));
        assertTrue(failure.getMessage().endsWith("none.yaml: there is no such configuration file"));
        assertTrue(failure.hint().contains("--config"));
    }
}
