package io.shardark.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Folders that are expensive to make and never change, kept between runs. */
final class Cache {

    /** Fills a new, empty folder. */
    interface Maker {
        void fill(Path folder) throws IOException;
    }

    private Cache() {}

    /** {@code $XDG_CACHE_HOME/shardark}, by default {@code ~/.cache/shardark}. */
    static Path folder() {
        Path caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> value.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return caches.resolve("shardark");
    }

    /** The folder, made when it is missing. It appears whole or not at all, also when two processes make it at once. */
    static Path getOrMake(Path folder, Maker maker) {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
            Path unfinished = Files.createTempDirectory(parent, folder.getFileName() + ".unfinished-");
            try {
                maker.fill(unfinished);
                publish(unfinished, folder);
            } finally {
                Folders.delete(unfinished);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made.", e);
        }
    }

    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process was faster, with the same result.
        }
    }
}
