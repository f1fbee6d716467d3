package io.shardark.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.RefusedException;
import io.shardark.format.store.Store;
import io.shardark.format.store.StoreContract;
import io.shardark.format.store.Upload;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    protected Store emptyStore() {
        return new DiskStore(folder.resolve("store"));
    }

    @Test
    void uncommittedFileLeavesNothing() throws IOException {
        Store store = emptyStore();
        try (Upload upload = store.create("a/b")) {
            upload.write(new byte[100_000], 0, 100_000);
        }
        assertEquals(List.of(), store.list(""));
        assertEquals(0, regularFiles());
    }

    @Test
    void filesAndFoldersAreForTheirOwnerOnly() throws IOException {
        commit(emptyStore(), "a/b");
        Path file = folder.resolve("store/a/b");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void temporaryFilesOfKilledWritersAreRemovedAndNothingElse() throws Exception {
        DiskStore store = new DiskStore(folder.resolve("store"));
        commit(store, "kept/file");
        Process writer = child(folder.resolve("store"), "");
        try (var output = writer.inputReader()) {
            assertEquals("writing", output.readLine());
            writer.destroyForcibly().waitFor();
        }
        assertEquals(2, regularFiles());
        store.removeTemporaryFiles();
        assertEquals(List.of("kept/file"), store.list(""));
        assertEquals(1, regularFiles());
    }

    @Test
    @SuppressWarnings("try")
    void oneWriterAtATimeAlsoOverProcesses() throws Exception {
        DiskStore store = new DiskStore(folder.resolve("store"));
        try (StoreLock lock = store.lock()) {
            assertThrows(RefusedException.class, store::lock);
            assertEquals("refused", firstLineOfChild("lock"));
        }
        assertEquals("locked", firstLineOfChild("lock"));
        store.lock().close();
    }

    /** A limit of the size of files stands for a full disk: the kernel refuses the write. */
    @Test
    void fullDiskIsReportedAndLeavesNothing() throws Exception {
        Process writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 64; exec \"$@\"",
                        "sh",
                        java(),
                        "-cp",
                        classPath(),
                        ChildWriter.class.getName(),
                        folder.resolve("store").toString(),
                        "fill")
                .redirectErrorStream(true)
                .start();
        try (var output = writer.inputReader()) {
            assertEquals("UnreachableException", output.readLine());
        }
        assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, regularFiles());
    }

    @Test
    void failuresSayWhatTheOperatingSystemSaidOnce() {
        Path file = Path.of("archive");
        assertEquals(
                "cannot write archive: no space left on device",
                DiskStore.failure("write", file, new IOException("No space left on device"))
                        .getMessage());
        assertEquals(
                "cannot open archive: too many open files",
                DiskStore.failure("open", file, new FileSystemException("archive", null, "Too many open files"))
                        .getMessage());
        assertEquals(
                "cannot open archive: permission denied",
                DiskStore.failure("open", file, new AccessDeniedException("archive"))
                        .getMessage());
    }

    private String firstLineOfChild(String what) throws IOException, InterruptedException {
        Process child = child(folder.resolve("store"), what);
        try (var output = child.inputReader()) {
            String line = output.readLine();
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
            return line;
        }
    }

    private static Process child(Path folder, String what) throws IOException {
        return new ProcessBuilder(java(), "-cp", classPath(), ChildWriter.class.getName(), folder.toString(), what)
                .redirectErrorStream(true)
                .start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void commit(Store store, String name) {
        try (Upload upload = store.create(name)) {
            upload.write(new byte[] {1}, 0, 1);
            upload.commit();
        }
        assertFalse(store.list("").isEmpty());
    }

    private long regularFiles() throws IOException {
        Path store = folder.resolve("store");
        if (!Files.exists(store)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
