package io.shardark.format.backup;

import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.Checksums;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.store.Store;
import io.shardark.format.value.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks what the folder of a backup holds against what the manifests promise: names, {@code SHA256SUMS}, keys. */
final class FolderCheck {
    private static final int LONGEST_CHECKSUMS = 1 << 30;

    private final BackupReader backup;
    private final Store folder;
    private final SortedMap<String, Sha256> promised = new TreeMap<>();
    private final List<String> unknowable;
    private final CheckProgress progress;

    /**
     * A check.
     *
     * @param files of all shards whose manifest could be read
     * @param unreadable the other shards: what lies in their folders cannot be judged
     */
    FolderCheck(BackupReader backup, List<FileRecord> files, List<Integer> unreadable, CheckProgress progress) {
        this.backup = backup;
        this.folder = backup.folder();
        this.progress = progress;
        this.unknowable = unreadable.stream()
                .map(shard -> BackupFiles.shardFolder(shard) + "/")
                .toList();
        files.forEach(file -> promised.put(file.name(), file.sha256()));
    }

    void run() {
        progress.readFile(StoredFiles.length(folder, BackupFiles.MANIFEST));
        if (!(backup.signature() instanceof SignatureStatus.Unsigned)) {
            progress.readFile(StoredFiles.length(folder, BackupFiles.SIGNATURE));
        }
        findUnexpected();
        checkChecksums();
    }

    private void findUnexpected() {
        Set<String> expected = new HashSet<>(promised.keySet());
        expected.add(BackupFiles.MANIFEST);
        expected.add(BackupFiles.CHECKSUMS);
        if (!(backup.signature() instanceof SignatureStatus.Unsigned)) {
            expected.add(BackupFiles.SIGNATURE);
        }
        if (backup.manifest().encrypted()) {
            expected.add(BackupFiles.KEYS);
        }
        for (String name : folder.list("")) {
            if (!expected.contains(name) && isKnowable(name)) {
                progress.found(
                        FindingKind.UNEXPECTED,
                        name,
                        StoredFiles.place(folder, name) + " does not belong to the backup");
            }
        }
    }

    private void checkChecksums() {
        digestKeys();
        try {
            byte[] bytes = StoredFiles.read(folder, BackupFiles.CHECKSUMS, LONGEST_CHECKSUMS);
            progress.readFile(bytes.length);
            compare(Checksums.read(bytes, checksumsPlace()));
        } catch (DamagedException damage) {
            progress.damaged(BackupFiles.CHECKSUMS, damage);
        }
    }

    /** The only promise of what the wrapped keys are is their line in the checksums. */
    private void digestKeys() {
        try {
            backup.keysFile().ifPresent(keys -> {
                progress.readFile(keys.length);
                promised.put(BackupFiles.KEYS, Sha256.of(keys));
            });
        } catch (DamagedException damage) {
            progress.damaged(BackupFiles.KEYS, damage);
        }
    }

    private void compare(SortedMap<String, Sha256> listed) {
        promised.forEach((name, sha256) -> {
            Sha256 found = listed.get(name);
            if (!sha256.equals(found)) {
                differs(name, "has " + (found == null ? "no digest" : found) + " for " + name + ", expected " + sha256);
            }
        });
        listed.keySet().stream()
                .filter(name -> !promised.containsKey(name) && isKnowable(name))
                .filter(name ->
                        !name.equals(BackupFiles.KEYS) || !backup.manifest().encrypted())
                .forEach(name -> differs(name, "lists " + name + ", which does not belong to the backup"));
    }

    private void differs(String name, String what) {
        boolean keys = name.equals(BackupFiles.KEYS);
        String hint = keys ? "; one of both was altered" : "";
        progress.found(FindingKind.DAMAGED, BackupFiles.CHECKSUMS, checksumsPlace() + " " + what + hint);
    }

    private boolean isKnowable(String name) {
        return unknowable.stream().noneMatch(name::startsWith);
    }

    private String checksumsPlace() {
        return StoredFiles.place(folder, BackupFiles.CHECKSUMS);
    }
}
