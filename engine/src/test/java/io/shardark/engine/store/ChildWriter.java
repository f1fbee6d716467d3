package io.shardark.engine.store;

import io.shardark.format.error.ShardarkException;
import io.shardark.format.store.Upload;
import java.nio.file.Path;

/** A process that writes to a store, so that it can be killed or starved. Prints one line. */
final class ChildWriter {
    private ChildWriter() {}

    public static void main(String[] arguments) throws Exception {
        DiskStore store = new DiskStore(Path.of(arguments[0]));
        switch (arguments[1]) {
            case "lock" -> lock(store);
            case "fill" -> fill(store);
            default -> writeUntilKilled(store);
        }
    }

    @SuppressWarnings("try")
    private static void lock(DiskStore store) {
        try (StoreLock lock = store.lock()) {
            System.out.println("locked");
        } catch (ShardarkException e) {
            System.out.println("refused");
        }
    }

    private static void fill(DiskStore store) {
        try (Upload upload = store.create("a/large")) {
            upload.write(new byte[1 << 20], 0, 1 << 20);
            upload.commit();
            System.out.println("committed");
        } catch (ShardarkException e) {
            System.out.println(e.getClass().getSimpleName());
        }
    }

    private static void writeUntilKilled(DiskStore store) throws InterruptedException {
        try (Upload upload = store.create("a/b")) {
            upload.write(new byte[100], 0, 100);
            System.out.println("writing");
            Thread.currentThread().join();
        }
    }
}
