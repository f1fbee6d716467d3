package io.shardark.format.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Store} must do. An implementation's test extends this and hands in its store. */
public abstract class StoreContract {
    /** An empty store; each test asks once. */
    protected abstract Store emptyStore();

    @Test
    protected void committedFileCanBeRead() throws IOException {
        Store store = emptyStore();
        write(store, "backups/b/manifest.json", "0123456789");
        assertTrue(store.exists("backups/b/manifest.json"));
        assertEquals(10, store.length("backups/b/manifest.json"));
        assertEquals("0123456789", read(store, "backups/b/manifest.json", 0, 10));
    }

    @Test
    protected void rangesAreExactAndEndWithTheFile() throws IOException {
        Store store = emptyStore();
        write(store, "file", "0123456789");
        assertEquals("345", read(store, "file", 3, 3));
        assertEquals("", read(store, "file", 3, 0));
        assertEquals("789", read(store, "file", 7, 100));
        assertEquals("9", read(store, "file", 9, Long.MAX_VALUE - 9));
        assertEquals("", read(store, "file", 10, 1));
        assertEquals("", read(store, "file", 1L << 40, 1));
    }

    @Test
    protected void severalWritesMakeOneFile() throws IOException {
        Store store = emptyStore();
        byte[] source = "xab".getBytes(StandardCharsets.UTF_8);
        try (Upload upload = store.create("file")) {
            upload.write(source, 1, 2);
            source[1] = 'c';
            upload.write(source, 1, 1);
            upload.write(source, 0, 0);
            upload.commit();
        }
        assertEquals("abc", read(store, "file", 0, 9));
    }

    @Test
    protected void largeFileComesBackUnchanged() throws IOException {
        Store store = emptyStore();
        byte[] bytes = new byte[9 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i * 31) >> 3);
        }
        try (Upload upload = store.create("large")) {
            upload.write(bytes, 0, 1);
            upload.write(bytes, 1, bytes.length - 1);
            upload.commit();
        }
        assertEquals(bytes.length, store.length("large"));
        try (InputStream stream = store.read("large", 0, bytes.length)) {
            assertArrayEquals(bytes, stream.readAllBytes());
        }
    }

    @Test
    protected void emptyFileExists() throws IOException {
        Store store = emptyStore();
        write(store, "empty", "");
        assertTrue(store.exists("empty"));
        assertEquals(0, store.length("empty"));
        assertEquals("", read(store, "empty", 0, 5));
    }

    @Test
    protected void nothingIsSeenBeforeCommit() {
        Store store = emptyStore();
        try (Upload upload = store.create("folder/file")) {
            upload.write(new byte[100_000], 0, 100_000);
            assertFalse(store.exists("folder/file"));
            assertEquals(List.of(), store.list(""));
            assertThrows(MissingFileException.class, () -> store.length("folder/file"));
        }
    }

    @Test
    protected void closingDoesNotPublishAndFreesTheName() throws IOException {
        Store store = emptyStore();
        try (Upload upload = store.create("folder/file")) {
            upload.write(new byte[10], 0, 10);
        }
        assertFalse(store.exists("folder/file"));
        assertEquals(List.of(), store.list(""));
        write(store, "folder/file", "second");
        assertEquals("second", read(store, "folder/file", 0, 9));
    }

    @Test
    protected void closingAfterCommitKeepsTheFileAndMayBeRepeated() throws IOException {
        Store store = emptyStore();
        Upload upload = store.create("file");
        upload.write(new byte[] {'a'}, 0, 1);
        upload.commit();
        upload.close();
        upload.close();
        assertEquals("a", read(store, "file", 0, 9));
    }

    @Test
    protected void takenNameIsRefusedAndTheFileUntouched() throws IOException {
        Store store = emptyStore();
        write(store, "file", "first");
        assertThrows(RefusedException.class, () -> write(store, "file", "second"));
        assertEquals("first", read(store, "file", 0, 9));
    }

    @Test
    protected void nameTakenMeanwhileIsRefusedAtCommit() throws IOException {
        Store store = emptyStore();
        try (Upload slow = store.create("file")) {
            slow.write(new byte[] {'s'}, 0, 1);
            write(store, "file", "first");
            assertThrows(RefusedException.class, slow::commit);
        }
        assertEquals("first", read(store, "file", 0, 9));
        assertEquals(List.of("file"), store.list(""));
    }

    @Test
    protected void ofManyWritersOneWins() throws Exception {
        Store store = emptyStore();
        int writers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                String contents = "writer " + i;
                results.add(threads.submit(() -> {
                    start.await();
                    write(store, "file", contents);
                    return contents;
                }));
            }
            start.countDown();
            List<Object> winners = new ArrayList<>();
            for (Future<?> result : results) {
                try {
                    winners.add(result.get());
                } catch (ExecutionException lost) {
                    assertInstanceOf(RefusedException.class, lost.getCause());
                }
            }
            assertEquals(List.of(read(store, "file", 0, 99)), winners);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    protected void missingFileIsSaidToBeMissing() {
        Store store = emptyStore();
        assertFalse(store.exists("no/such/file"));
        assertThrows(MissingFileException.class, () -> store.length("no/such/file"));
        assertThrows(
                MissingFileException.class,
                () -> store.read("no/such/file", 0, 1).close());
        store.delete("no/such/file");
    }

    @Test
    protected void folderIsNoFile() throws IOException {
        Store store = emptyStore();
        write(store, "folder/file", "x");
        assertFalse(store.exists("folder"));
        assertThrows(MissingFileException.class, () -> store.length("folder"));
        assertThrows(
                MissingFileException.class, () -> store.read("folder", 0, 1).close());
    }

    @Test
    protected void listIsSortedAndByPrefix() throws IOException {
        Store store = emptyStore();
        for (String name : List.of("b/2", "a", "b/10", "b.x", "c/d/e", "b/1")) {
            write(store, name, name);
        }
        assertEquals(List.of("a", "b.x", "b/1", "b/10", "b/2", "c/d/e"), store.list(""));
        assertEquals(List.of("b/1", "b/10", "b/2"), store.list("b/"));
        assertEquals(List.of("b/1", "b/10"), store.list("b/1"));
        assertEquals(List.of("b.x", "b/1", "b/10", "b/2"), store.list("b"));
        assertEquals(List.of("c/d/e"), store.list("c/d/e"));
        assertEquals(List.of(), store.list("z/"));
    }

    @Test
    protected void deletedFileIsGoneAndItsNameFree() throws IOException {
        Store store = emptyStore();
        write(store, "a/b/file", "first");
        write(store, "a/b/other", "other");
        store.delete("a/b/file");
        assertFalse(store.exists("a/b/file"));
        assertEquals(List.of("a/b/other"), store.list(""));
        write(store, "a/b/file", "second");
        assertEquals("second", read(store, "a/b/file", 0, 9));
    }

    @Test
    protected void folderSeesItsPartOnly() throws IOException {
        Store store = emptyStore();
        Store folder = store.folder("backups").folder("one");
        write(folder, "x/file", "x");
        write(store, "backups/two/file", "y");
        assertEquals("x", read(store, "backups/one/x/file", 0, 9));
        assertEquals(List.of("x/file"), folder.list(""));
        assertTrue(folder.location().startsWith(store.location()));
        folder.delete("x/file");
        assertEquals(List.of("backups/two/file"), store.list(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "../x",
                "a/../b",
                "a/..",
                "a//b",
                "a/",
                "./a",
                ".hidden",
                "a/.hidden",
                "a\\b",
                "C:x",
                "a b",
                "a\nb",
                "\u00e9",
                "a\u0000"
            })
    protected void otherNamesAreRefused(String name) {
        Store store = emptyStore();
        assertThrows(RefusedException.class, () -> store.create(name).close());
        assertThrows(RefusedException.class, () -> store.read(name, 0, 1).close());
        assertThrows(RefusedException.class, () -> store.length(name));
        assertThrows(RefusedException.class, () -> store.exists(name));
        assertThrows(RefusedException.class, () -> store.delete(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "../", "a/../", "a//", ".", "a\\", "*"})
    protected void otherPrefixesAreRefused(String prefix) {
        Store store = emptyStore();
        assertThrows(RefusedException.class, () -> store.list(prefix));
    }

    private static void write(Store store, String name, String contents) {
        byte[] bytes = contents.getBytes(StandardCharsets.UTF_8);
        try (Upload upload = store.create(name)) {
            upload.write(bytes, 0, bytes.length);
            upload.commit();
        }
    }

    private static String read(Store store, String name, long offset, long length) throws IOException {
        try (InputStream stream = store.read(name, offset, length)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
