package io.shardark.cli.configuration;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.load.BinaryLog;
import io.shardark.engine.load.FastLoad;
import io.shardark.engine.load.LoadChoices;
import io.shardark.engine.operation.BackupSettings;
import io.shardark.engine.operation.RestoreSettings;
import io.shardark.format.manifest.CutLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code backup} and {@code restore}; everything in them has a default. */
final class SettingsSection {
    private static final int MOST_CONNECTIONS = 64;
    private static final int BACKUP_CONNECTIONS = 2;
    private static final int RESTORE_CONNECTIONS = 4;
    private static final int LEAST_CHUNK = 64 << 10;
    private static final int MOST_CHUNK = 64 << 20;
    private static final int CHUNK = 16 << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration ONE_HOUR = Duration.ofHours(1);
    private static final List<String> BACKUP_KEYS = Stream.concat(
                    Stream.of(
                            "connections-per-instance",
                            "chunk-size",
                            "compression",
                            "cut",
                            "cut-deadline",
                            "cut-missed",
                            "lock-timeout",
                            "pace"),
                    SelectionSection.KEYS.stream())
            .toList();
    private static final List<String> RESTORE_KEYS =
            List.of("connections-per-instance", "fast-load", "binary-log", "pace");

    private SettingsSection() {}

    static BackupSettings backup(Optional<Value> value) {
        if (value.isEmpty()) {
            CutSettings cut = new CutSettings(CutLevel.GLOBAL, DEADLINE, LOCK_TIMEOUT, WhenMissed.FAIL);
            return new BackupSettings(BACKUP_CONNECTIONS, CHUNK, cut);
        }
        Section section = value.get().section(BACKUP_KEYS);
        return new BackupSettings(
                connections(section, BACKUP_CONNECTIONS),
                section.optional("chunk-size")
                        .map(size -> size.bytes(LEAST_CHUNK, MOST_CHUNK))
                        .orElse(CHUNK),
                cut(section),
                SelectionSection.read(section),
                PaceSection.read(section.optional("pace")),
                CompressionSection.read(section.optional("compression")));
    }

    private static CutSettings cut(Section section) {
        CutLevel level = section.optional("cut")
                .map(word -> word.choice(levels(), CutLevel.GLOBAL))
                .orElse(CutLevel.GLOBAL);
        WhenMissed missed = section.optional("cut-missed")
                .map(word -> word.choice(reactions(), WhenMissed.FAIL))
                .orElse(WhenMissed.FAIL);
        Duration lockTimeout = section.optional("lock-timeout")
                .map(timeout -> timeout.wholeSeconds(LOCK_TIMEOUT, ONE_HOUR))
                .orElse(LOCK_TIMEOUT);
        Duration deadline = section.optional("cut-deadline")
                .map(duration -> duration.duration(LOCK_TIMEOUT, ONE_HOUR))
                .orElse(DEADLINE);
        if (deadline.compareTo(lockTimeout) < 0) {
            section.optional("lock-timeout")
                    .ifPresent(
                            value -> value.problem("longer than cut-deadline, so not one attempt could end in time"));
        }
        return new CutSettings(level, deadline, lockTimeout, missed);
    }

    private static Map<String, CutLevel> levels() {
        Map<String, CutLevel> levels = new LinkedHashMap<>();
        for (CutLevel level : List.of(CutLevel.GLOBAL, CutLevel.INSTANT, CutLevel.PER_INSTANCE)) {
            levels.put(level.text(), level);
        }
        return levels;
    }

    private static Map<String, WhenMissed> reactions() {
        Map<String, WhenMissed> reactions = new LinkedHashMap<>();
        reactions.put("fail", WhenMissed.FAIL);
        reactions.put("degrade", WhenMissed.DEGRADE);
        return reactions;
    }

    static RestoreSettings restore(Optional<Value> value) {
        if (value.isEmpty()) {
            return new RestoreSettings(RESTORE_CONNECTIONS);
        }
        Section section = value.get().section(RESTORE_KEYS);
        return new RestoreSettings(
                connections(section, RESTORE_CONNECTIONS),
                choices(section),
                PaceSection.read(section.optional("pace")));
    }

    private static LoadChoices choices(Section section) {
        FastLoad fastLoad = section.optional("fast-load")
                .map(word -> word.choice(fastLoads(), FastLoad.OFF))
                .orElse(FastLoad.OFF);
        BinaryLog binaryLog = section.optional("binary-log")
                .map(word -> word.choice(binaryLogs(), BinaryLog.ON))
                .orElse(BinaryLog.ON);
        return new LoadChoices(fastLoad, binaryLog);
    }

    private static Map<String, FastLoad> fastLoads() {
        Map<String, FastLoad> choices = new LinkedHashMap<>();
        choices.put("off", FastLoad.OFF);
        choices.put("on", FastLoad.ON);
        choices.put("force", FastLoad.FORCED);
        return choices;
    }

    private static Map<String, BinaryLog> binaryLogs() {
        Map<String, BinaryLog> choices = new LinkedHashMap<>();
        choices.put("on", BinaryLog.ON);
        choices.put("off", BinaryLog.OFF);
        return choices;
    }

    private static int connections(Section section, int usual) {
        return section.optional("connections-per-instance")
                .map(number -> number.integer(1, MOST_CONNECTIONS))
                .orElse(usual);
    }
}
